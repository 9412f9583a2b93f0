"""The Content-Security-Policy to serve a site with: its own files, and its theme's few inline scripts.

What the theme writes into its pages is allowed by its hash, one for each script as it is on pages of each
depth. A script that stands in the text of a page is not: whoever serves the site with this policy knows that
no document runs anything.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["POLICY", "InlineScripts", "inline_scripts"]

POLICY = "csp.txt"
_START = re.compile(r"<script(?=[\s>])", re.IGNORECASE)
# An element of another type (`application/json`) is data, which no browser runs and no policy minds.
_RUN = re.compile(r"""type=["']?(?:module|text/javascript|application/javascript)""")


def inline_scripts(html: str) -> list[str]:
    """The scripts that stand in a page and that a browser would run, in order."""
    found = []
    for piece in _START.split(html)[1:]:
        attributes, _, rest = piece.partition(">")
        attributes = attributes.lower()
        if "src=" not in attributes and ("type=" not in attributes or _RUN.search(attributes)):
            found.append(rest.partition("</script>")[0])
    return found


class InlineScripts:
    """The inline scripts of a site's shell, as they are met page by page."""

    def __init__(self) -> None:
        self.hashes: set[str] = set()

    def meet(self, page: str, content: str = "") -> int:
        """Take note of what stands around a page's content; give how many scripts stand in the content."""
        around = page.replace(content, "", 1) if content else page
        self.hashes.update(_hash(script) for script in inline_scripts(around))
        return len(inline_scripts(content))

    def policy(self) -> str:
        """The value of the header, in one line."""
        return "; ".join(f"{name} {value}" for name, value in _directives(sorted(self.hashes))) + "\n"


def _hash(script: str) -> str:
    return b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _directives(hashes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return (
        ("default-src", "'none'"),
        ("script-src", " ".join(("'self'", *(f"'sha256-{one}'" for one in hashes)))),
        # Alignment in tables and what the charting library draws are styles of single elements.
        ("style-src", "'self' 'unsafe-inline'"),
        ("img-src", "'self' data:"),
        ("font-src", "'self'"),
        ("connect-src", "'self'"),
        ("worker-src", "'self'"),
        ("manifest-src", "'self'"),
        ("base-uri", "'self'"),
        ("form-action", "'self'"),
        ("frame-ancestors", "'none'"),
    )
