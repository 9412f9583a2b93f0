"""The engine: governed Markdown in, findings out."""
