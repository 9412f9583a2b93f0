"""Whether a place in code lies in a comment, told by the ending of the file and by the line.

No language is parsed: what a line shows is believed. A quotation mark that is open where the comment would
begin makes it part of a string.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Syntax", "is_in_comment", "syntax_of"]


class Syntax(NamedTuple):
    """How comments are written: what opens one up to the end of the line, and pairs around longer ones.

    `quotes` are the marks around strings on one line.
    """

    lines: tuple[bytes, ...] = ()
    blocks: tuple[tuple[bytes, bytes], ...] = ()
    quotes: bytes = b"\"'"


_C = Syntax((b"//",), ((b"/*", b"*/"),), b"\"'`")
_HASH = Syntax((b"#",))
_MARKUP = ((b"<!--", b"-->"),)
_LISP = Syntax((b";",), ((b"#|", b"|#"),), b'"')
_PYTHON = Syntax((b"#",), ((b'"""', b'"""'), (b"'''", b"'''")))
_ANY = Syntax((b"#", b"//", b"--", b";", b"%"), ((b"/*", b"*/"), *_MARKUP))

_FAMILIES: dict[str, Syntax] = {
    "c h cc cpp cxx hpp hh hxx java js jsx mjs cjs ts tsx mts cts go kt kts scala cs swift dart groovy gradle"
    " m mm proto zig scss less sass v sv sol glsl hlsl wgsl cu jsonc json5 rs": _C,
    "css": Syntax((), ((b"/*", b"*/"),)),
    "php": Syntax((b"#", b"//"), ((b"/*", b"*/"), *_MARKUP)),
    "vue svelte astro": Syntax((b"//",), ((b"/*", b"*/"), *_MARKUP)),
    "py pyi pyx": _PYTHON,
    "rb sh bash zsh fish pl pm r jl yml yaml toml ex exs nim tcl mk cmake ps1 conf cfg awk coffee cr nix bzl"
    " star properties dockerfile makefile gitignore env": _HASH,
    "tf hcl": Syntax((b"#", b"//"), ((b"/*", b"*/"),)),
    "ini": Syntax((b"#", b";")),
    "sql": Syntax((b"--", b"#"), ((b"/*", b"*/"),)),
    "hs elm": Syntax((b"--",), ((b"{-", b"-}"),), b'"'),
    "lua adb ads vhd vhdl": Syntax((b"--",), ((b"--[[", b"]]"),)),
    "tex sty bib erl hrl": Syntax((b"%",), (), b""),
    "lisp el clj cljs cljc scm rkt": _LISP,
    "asm s": Syntax((b";", b"#", b"//"), ((b"/*", b"*/"),)),
    "ml mli": Syntax((), ((b"(*", b"*)"),), b'"'),
    "fs fsi fsx pas pp": Syntax((b"//",), ((b"(*", b"*)"), (b"{", b"}")), b'"'),
    "vb vbs bas": Syntax((b"'",), (), b'"'),
    "f f90 f95 f03 for": Syntax((b"!",)),
    "vim": Syntax((b'"',), (), b"'"),
    "bat cmd": Syntax((b"REM ", b"rem ", b"::"), (), b'"'),
    "html htm xhtml xml svg xsl jsp rst": Syntax((), _MARKUP, b""),
}
_BY_ENDING = {ending: syntax for endings, syntax in _FAMILIES.items() for ending in endings.split()}


def syntax_of(path: str) -> Syntax:
    """How comments are written in a file of this name; every way there is where the name tells nothing."""
    return _BY_ENDING.get(path.rpartition("/")[2].rpartition(".")[2].casefold(), _ANY)


def is_in_comment(data: bytes, at: int, syntax: Syntax) -> bool:
    """Whether an offset lies in a comment."""
    start = max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1
    before = data[start:at]
    openers = (*syntax.lines, *(block[0] for block in syntax.blocks))
    return _opens(before, openers, syntax.quotes) or any(
        _is_within(data, start, before, block, syntax.quotes) for block in syntax.blocks
    )


def _opens(before: bytes, openers: tuple[bytes, ...], quotes: bytes) -> bool:
    """Whether a comment begins in a line, outside of its strings."""
    at, quote = 0, b""
    while at < len(before):
        if not quote and before.startswith(openers, at):
            return True
        here = before[at : at + 1]
        if quote:
            at += here == b"\\"
            quote = b"" if here == quote else quote
        elif here in quotes:
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
    if first == last:
        # As many ends as beginnings stand before whatever is open; a text that is assigned is no comment.
        is_open = data.count(first, 0, start) % 2 == 1
        line = data[data.rfind(b"\n", 0, opened) + 1 : opened]
        return is_open and not line.strip(b" \trRuU")
    return data.find(last, opened + len(first), start) < 0
