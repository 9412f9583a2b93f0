"""Content: entries of text, drafts until they are published."""
