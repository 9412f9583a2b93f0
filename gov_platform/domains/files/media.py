"""What a file is, by its first bytes: neither its name nor its sender is believed.

What browsers run or draw as a page, HTML, SVG and XML, is text or bytes here, and nothing else.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["ENOUGH", "media_type_of"]

ENOUGH = 4096
"""First bytes of a file that tell what it is."""

_BYTES, _TEXT = "application/octet-stream", "text/plain"
# Programs show, play or unpack these, and run nothing of them; by the names that the library has, and ours.
_TOLD = {
    "application/gzip": "application/gzip",
    "application/pdf": "application/pdf",
    "application/x-7z-compressed": "application/x-7z-compressed",
    "application/x-gzip": "application/gzip",
    "application/zip": "application/zip",
    "audio/flac": "audio/flac",
    "audio/mpeg": "audio/mpeg",
    "audio/ogg": "audio/ogg",
    "audio/wave": "audio/wav",
    "image/gif": "image/gif",
    "image/jpeg": "image/jpeg",
    "image/png": "image/png",
    "image/tiff": "image/tiff",
    "image/webp": "image/webp",
    "video/mp4": "video/mp4",
    "video/webm": "video/webm",
}
# All that begins so is an archive; which documents are one as well, their first bytes do not tell.
_ZIP = b"PK\x03\x04"
_IN_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def media_type_of(head: bytes) -> str:
    """The media type of a file that begins with these bytes."""
    if head.startswith(_ZIP):
        return "application/zip"
    if _is_text(head):
        return _TEXT
    import puremagic  # noqa: PLC0415 - not before something is uploaded: its list takes memory

    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return _BYTES
    known = {_TOLD[one.mime_type] for one in found if one.mime_type in _TOLD}
    # Of two that begin alike neither is believed.
    return known.pop() if len(known) == 1 else _BYTES


def _is_text(head: bytes) -> bool:
    """Whether it is UTF-8, but for a character that is cut at the end, without what no text holds."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return bool(text) and _IN_NO_TEXT.search(text) is None
