"""The MkDocs plug-in: governed documents as pages, identifiers as links, findings where they belong."""
