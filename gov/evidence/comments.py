"""Whether a place in code lies in a comment, told by the ending of the file.

Where texts of a language go over several lines the whole file is read, as `lexicons` says. Elsewhere what a
line shows is believed: a quotation mark that is open where the comment would begin makes it part of a string.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from gov.evidence.lexicons import comments_in, comments_in_elements, lexicon_of

__all__ = ["Comments"]


class Comments:
    """The comments of one file of code."""

    def __init__(self, data: bytes, path: str, last: int) -> None:
        """Find those that begin up to an offset, where the whole file has to be read for it."""
        self._data = data
        lexicon = lexicon_of(path)
        self._found = None if lexicon is None else comments_in(data, lexicon, last)
        self._syntax = _syntax_of(path)
        # A page has comments of its own, and those of the scripts and styles in it.
        self._inside = comments_in_elements(data, last) if self._syntax is _PAGE else []

    def hold(self, at: int) -> bool:
        """Whether an offset lies in one of them."""
        if self._found is None:
            return _is_among(self._inside, at) or _is_in_comment(self._data, at, self._syntax)
        return _is_among(self._found, at)


def _is_among(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether an offset lies in one of some stretches that are in order."""
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < spans[index][1]


class _Syntax(NamedTuple):
    """How comments are written: what opens one up to the end of the line, and pairs around longer ones.

    `quotes` are the marks around strings on one line. `is_apart` says that white space, or nothing, has to
    stand before what opens a comment: `a#b` is a value.
    """

    lines: tuple[bytes, ...] = ()
    blocks: tuple[tuple[bytes, bytes], ...] = ()
    quotes: bytes = b"\"'"
    is_apart: bool = False


_C = _Syntax((b"//",), ((b"/*", b"*/"),), b"\"'`")
_HASH = _Syntax((b"#",))
_HASH_APART = _Syntax((b"#",), is_apart=True)
_MARKUP = ((b"<!--", b"-->"),)
_PAGE = _Syntax((), _MARKUP, b"")
_LISP = _Syntax((b";",), ((b"#|", b"|#"),), b'"')
_ANY = _Syntax((b"#", b"//", b"--", b";", b"%"), ((b"/*", b"*/"), *_MARKUP))

_FAMILIES: dict[str, _Syntax] = {
    "c h m mm proto zig scss less sass v sv sol glsl hlsl wgsl jsonc json5": _C,
    "css": _Syntax((), ((b"/*", b"*/"),)),
    "php": _Syntax((b"#", b"//"), ((b"/*", b"*/"), *_MARKUP)),
    "vue svelte astro": _Syntax((b"//",), ((b"/*", b"*/"), *_MARKUP)),
    "rb fish pl pm r jl toml ex exs nim tcl mk cmake ps1 awk coffee cr nix makefile": _HASH,
    "yml yaml conf cfg properties dockerfile gitignore env": _HASH_APART,
    "tf hcl": _Syntax((b"#", b"//"), ((b"/*", b"*/"),)),
    "ini": _Syntax((b"#", b";"), is_apart=True),
    "sql": _Syntax((b"--", b"#"), ((b"/*", b"*/"),)),
    "hs elm": _Syntax((b"--",), ((b"{-", b"-}"),), b'"'),
    "adb ads vhd vhdl": _Syntax((b"--",)),
    "tex sty bib erl hrl": _Syntax((b"%",), (), b""),
    "lisp el clj cljs cljc scm rkt": _LISP,
    "asm s": _Syntax((b";", b"#", b"//"), ((b"/*", b"*/"),)),
    "ml mli": _Syntax((), ((b"(*", b"*)"),), b'"'),
    "fs fsi fsx pas pp": _Syntax((b"//",), ((b"(*", b"*)"), (b"{", b"}")), b'"'),
    "vb vbs bas": _Syntax((b"'",), (), b'"'),
    "f f90 f95 f03 for": _Syntax((b"!",)),
    "vim": _Syntax((b'"',), (), b"'"),
    "bat cmd": _Syntax((b"REM ", b"rem ", b"::"), (), b'"'),
    "html htm xhtml svg jsp": _PAGE,
    "xml xsl rst": _Syntax((), _MARKUP, b""),
}
_BY_ENDING = {ending: syntax for endings, syntax in _FAMILIES.items() for ending in endings.split()}


def _syntax_of(path: str) -> _Syntax:
    """How comments are written in a file of this name; every way there is where the name tells nothing."""
    return _BY_ENDING.get(path.rpartition("/")[2].rpartition(".")[2].casefold(), _ANY)


def _is_in_comment(data: bytes, at: int, syntax: _Syntax) -> bool:
    """Whether an offset lies in a comment."""
    start = max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1
    before = data[start:at]
    openers = (*syntax.lines, *(block[0] for block in syntax.blocks))
    return _opens(before, openers, syntax) or any(
        _is_within(data, start, before, block, syntax.quotes) for block in syntax.blocks
    )


def _opens(before: bytes, openers: tuple[bytes, ...], syntax: _Syntax) -> bool:
    """Whether a comment begins in a line, outside of its strings."""
    at, quote = 0, b""
    while at < len(before):
        may_open = not quote and not (syntax.is_apart and before[max(at - 1, 0) : at].strip())
        if may_open and before.startswith(openers, at):
            return True
        here = before[at : at + 1]
        if quote:
            at += here == b"\\"
            quote = b"" if here == quote else quote
        elif here in syntax.quotes:
            quote = here
        at += 1
    return False


def _is_within(data: bytes, start: int, before: bytes, block: tuple[bytes, bytes], quotes: bytes) -> bool:
    """Whether a line begins inside of a longer comment, and shows no string before the place itself."""
    first, last = block
    if any(quote in before for quote in quotes):
        return False
    opened = data.rfind(first, 0, start)
    if opened < 0:
        return False
    return data.find(last, opened + len(first), start) < 0
