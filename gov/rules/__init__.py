"""The rules: a folder a family, a file a diagnostic, the file's name its code."""
