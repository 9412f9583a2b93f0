"""Whether a constitution keeps a change log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.text import Entry, Heading, Paragraph

if TYPE_CHECKING:
    from gov.project import Document, Project

__all__ = ["keeps_log"]

_LOG = re.compile(
    r"change ?-?log|changes|\bhistory|revisions?\b|amendments\b|amendment (?:log|record)|release notes"
    r"|sync impact|journal|historique|\u5909\u66f4\u5c65\u6b74|\u6539\u8a02\u5c65\u6b74",
    re.IGNORECASE,
)
_LONGEST_NAME = 60


def keeps_log(project: Project, document: Document) -> bool:
    """Whether the constitution, or a document beside it, has a change log, in a comment or in words."""
    if any(_has_log(other) for other in project.constitutions):
        return True
    return _LOG.search(" ".join(comment.text[:200] for comment in document.outline.comments)) is not None


def _has_log(document: Document) -> bool:
    """Whether a heading, or a short line that opens a list, is called a change log."""
    for block in document.outline.blocks:
        if isinstance(block, Heading):
            if _LOG.search(block.line.text):
                return True
        elif isinstance(block, Paragraph | Entry):
            for line in block.lines:
                name = line.text.partition(":")[0]
                if ":" in line.text and len(name) < _LONGEST_NAME and _LOG.search(name):
                    return True
    return False
