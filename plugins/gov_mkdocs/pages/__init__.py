"""What the site shows beside the documents themselves, one file a kind of page. None of it needs MkDocs."""

from gov_mkdocs.pages.page import Contents, Page

__all__ = ["Contents", "Page"]
