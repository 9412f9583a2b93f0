"""Documents that mean harm, or look as if they did: each made to a size in bytes, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Callable

from gov.text import MAXIMUM_BYTES

Maker = Callable[[int], bytes]

_ITEM = "### TASK-001 Sign in\n\n**Status**: Open\n**References**: PLAN-001\n\n"


def _repeated(piece: str, before: str = _ITEM, after: str = "") -> Maker:
    """A piece of text again and again."""

    def made(size: int) -> bytes:
        count = size // len(piece.encode("utf-8", "surrogatepass"))
        return (before + piece * count + after).encode("utf-8", "surrogatepass")

    return made


def _always(text: str) -> Maker:
    """The same text whatever the size."""

    def made(_size: int) -> bytes:
        return text.encode()

    return made


def _nested(opening: str, closing: str, before: str = _ITEM) -> Maker:
    """Openings, and as many closings."""

    def made(size: int) -> bytes:
        count = size // len((opening + closing).encode())
        return (before + opening * count + closing * count).encode()

    return made


def _numbered(piece: str, before: str = "", separator: str = "") -> Maker:
    """A piece of text with a number in it that never comes twice."""

    def made(size: int) -> bytes:
        count = size // len(piece.format(n=100_000).encode() + separator.encode())
        return (before + separator.join(piece.format(n=n) for n in range(1, count + 1))).encode()

    return made


def _indented(size: int) -> bytes:
    """A list that goes one level deeper with each entry."""
    lines, length, depth = [_ITEM], 0, 0
    while length < size:
        lines.append("  " * depth + "- a\n")
        length += 2 * depth + 4
        depth += 1
    return "".join(lines).encode()


def _noise(seed: int, alphabet: bytes | None = None) -> Maker:
    def made(size: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311 - the same noise in every run
        if alphabet is None:
            return _ITEM.encode() + chance.randbytes(size)
        return _ITEM.encode() + bytes(chance.choices(alphabet, k=size))

    return made


def _front_matter(piece: str, after: str = "") -> Maker:
    def made(size: int) -> bytes:
        return f"---\n{piece * (size // len(piece))}{after}\n---\n{_ITEM}".encode()

    return made


def _numbered_front_matter(size: int) -> bytes:
    return ("---\n" + "".join(f"key{n}: value\n" for n in range(size // 16)) + "---\n" + _ITEM).encode()


def _chain(size: int) -> bytes:
    """Tasks of which each waits for the one before it."""
    text = "### TASK-{n:06} T\n\n**Dependencies**: TASK-{m:06}\n\n"
    return "".join(text.format(n=n, m=n - 1) for n in range(1, size // 50)).encode()


def _ring(size: int) -> bytes:
    """One circle of dependencies through everything."""
    count = max(2, size // 50)
    text = "### TASK-{n:06} T\n\n**Dependencies**: TASK-{m:06}\n\n"
    return "".join(text.format(n=n, m=n % count + 1) for n in range(1, count + 1)).encode()


def _backticks(size: int) -> bytes:
    return (_ITEM + " ".join("`" * n for n in range(1, int(size**0.5)))).encode()


def _wide_table(size: int) -> bytes:
    width = size // 8
    return (_ITEM + "|a" * width + "|\n" + "|-" * width + "|\n" + "|a" * width + "|\n").encode()


def _many_codes(size: int) -> bytes:
    codes = "ENF-005.dangling," * (size // 17)
    return f'{_ITEM}<!-- gov: ignore[{codes}] reason="a" -->'.encode()


def _growing_front_matter(size: int) -> bytes:
    lines = "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(size // 20))
    return f"---\na: &a [x, x]\n{lines}---\n{_ITEM}".encode()


DOCUMENTS: dict[str, Maker] = {
    # Markdown that makes parsers slow: nesting, and openings that nothing closes.
    "nested quotes": _repeated("> "),
    "nested quotes without spaces": _repeated(">"),
    "nested lists on one line": _repeated("- "),
    "nested numbered lists": _repeated("1. "),
    "a list deeper with each entry": _indented,
    "nested brackets": _nested("[", "]"),
    "nested links": _nested("[a](", ")"),
    "nested images": _nested("![a", "](b)"),
    "nested emphasis": _nested("*a **b ", "c** d*"),
    "unclosed brackets": _repeated("["),
    "unclosed link targets": _repeated("[a]("),
    "unclosed angle targets": _repeated("[a](<b"),
    "unclosed emphasis": _repeated("*a _b "),
    "unclosed strong": _repeated("**a"),
    "unclosed backticks": _repeated("`a``b```c"),
    "backticks of every length": _backticks,
    "unclosed tags": _repeated("<a "),
    "unclosed attributes": _repeated("<a b='"),
    "unclosed declarations": _repeated("<!A "),
    "unclosed processing instructions": _repeated("<?"),
    "unclosed character data": _repeated("<![CDATA["),
    "unclosed comments on lines": _repeated("a <!-- b\n"),
    "strike-through marks": _repeated("~a ~~b "),
    "entities": _repeated("&amp;"),
    "entities that are none": _repeated("&a"),
    "backslashes": _repeated("\\"),
    "hard breaks": _repeated("a\\\n"),
    "setext underlines": _repeated("a\n=\n"),
    "thematic breaks": _repeated("* * *\n"),
    "reference definitions": _numbered("[a{n}]: b\n", _ITEM),
    "references to definitions": _numbered("[a{n}] ", _ITEM + "[a1]: b\n\n"),
    "one definition again and again": _repeated("[a]: b\n"),
    "footnotes": _numbered("[^{n}]: a\n\n", _ITEM),
    "footnotes in footnotes": _numbered("[^{n}]: [^{n}]\n", _ITEM),
    "autolinks": _repeated("<http://a.b> "),
    # Tables.
    "bars": _repeated("|"),
    "a dense table": _repeated("|a|b|\n", _ITEM + "|a|b|\n|-|-|\n"),
    "a wide table": _wide_table,
    "a table of references": _repeated("|**References**|PLAN-001|\n", _ITEM + "|a|b|\n|-|-|\n"),
    # HTML.
    "comments on one line": _repeated("<!---->"),
    "comments on lines of their own": _repeated("<!-- a -->\n\n"),
    "an unclosed comment": _repeated("a\n\n", _ITEM + "<!-- \n"),
    "comments in one block": _repeated("<!-- a -->\n", _ITEM + "<div>\n"),
    "exceptions": _repeated('<!-- gov: ignore[ENF-005.dangling] reason="a" -->\n\n'),
    "exceptions on one line": _repeated('<!-- gov: ignore[ENF-005.dangling] reason="a" -->'),
    "exceptions beside findings": _numbered(
        '**References**: PLAN-{n:06} <!-- gov: ignore[ENF-005.dangling] reason="a" -->\n\n',
        "### TASK-001 A\n\n### PLAN-001 A\n\n### TASK-002 B\n\n",
    ),
    "an exception of many codes": _many_codes,
    "an exception without an end": _repeated(" ", _ITEM + "<!-- gov: ignore[ENF-005", " -->"),
    "anchors in HTML": _numbered('<a id="x{n}"></a>\n', _ITEM + "[a](#x1)\n\n"),
    # Fences.
    "an unclosed fence": _repeated("a\n", _ITEM + "```\n"),
    "fences": _repeated("```\na\n```\n"),
    "unclosed fences in quotes": _repeated("> ```\n\n"),
    "one long fence mark": _repeated("`", _ITEM + "\n"),
    # Items.
    "one identifier declared again and again": _repeated("### TASK-001 A\n\n"),
    "every number declared": _numbered("### TASK-{n:06} A\n"),
    "a heading of identifiers": _numbered("TASK-{n:06} ", "### "),
    "references on one line": _numbered(
        "PLAN-{n:06}, ", _ITEM + "### PLAN-001 A\n\n### TASK-002 B\n\n**References**: "
    ),
    "references on one line with accents": _numbered("PLAN-{n:06} (é), ", _ITEM + "**References**: "),
    "references over many lines": _numbered("PLAN-{n:06}\n", _ITEM + "**References**: "),
    "references with labels": _numbered("PLAN-{n:06} (a (b) c), ", _ITEM + "**References**: "),
    "ranges": _numbered("PLAN-{n:06} to PLAN-999999, ", _ITEM + "**References**: "),
    "wide ranges": _repeated("PLAN-001 to PLAN-900, "),
    "abbreviated lists": _repeated(", P1", _ITEM + "**References**: CONST-P1"),
    "prefixes": _repeated("TASK-"),
    "prefixes with digits": _repeated("TASK-1", _ITEM + "**References**: "),
    "malformed identifiers": _repeated("task_1O ", _ITEM + "**References**: "),
    "one long number": _repeated("1", _ITEM + "**References**: PLAN-"),
    "one long number in a heading": _repeated("1", "### TASK-"),
    "lower-case tails": _repeated("a", _ITEM + "**References**: PLAN-001-"),
    "look-alike identifiers": _repeated("T\u0410SK-001 "),
    "look-alike letters": _repeated("\u0410\u0412\u0415"),
    "full-width digits": _repeated("\uff11", _ITEM + "**References**: PLAN-"),
    "dependencies in a chain": _chain,
    "dependencies in a circle": _ring,
    "criteria": _repeated("- [ ] a\n", _ITEM + "**Acceptance Criteria**:\n"),
    "criteria with fields": _repeated("- [ ] a\n**Notes**: b\n", _ITEM + "**Acceptance Criteria**:\n"),
    "one criterion of many lines": _repeated("a\n", _ITEM + "**Acceptance Criteria**:\n- [ ] "),
    "boxes": _repeated("[ ] ", _ITEM + "**Acceptance Criteria**:\n- "),
    # Fields.
    "fields": _repeated("**Status**: Open\n"),
    "fields on one line": _repeated("**Status**: Open | "),
    "fields without separators": _repeated("**Status**: Open "),
    "bold words": _repeated("**a** "),
    "bold words with accents": _repeated("**é** "),
    "a value of many lines": _repeated("a\n", _ITEM + "**Notes**: "),
    "a status of many words": _repeated("Open ", _ITEM + "**Status**: "),
    "a status of white space": _repeated(" ", _ITEM + "**Status**: a", "b"),
    "colons": _repeated("**:** "),
    "fields that are headings": _repeated("**Status**: Open\n---\n"),
    "fields with empty values": _repeated("**References**:\n\n"),
    "sections": _repeated("#### References\n\nPLAN-001\n\n"),
    "nested declarations": _numbered("- ### TASK-{n:06} A\n\n"),
    # Links.
    "links on one line": _repeated("[a](b.md) "),
    "links to many files": _numbered("[a](b{n}.md)\n\n", _ITEM),
    "links to many anchors": _numbered("[a](#b{n})\n\n", _ITEM),
    "links with long targets": _repeated("a", _ITEM + "[a](", ")"),
    "links that climb": _repeated("../", _ITEM + "[a](", "x.md)"),
    "links of percent signs": _repeated("%", _ITEM + "[a](", ")"),
    "links of encoded NUL": _repeated("%00", _ITEM + "[a](", ".md)"),
    "headings of one name": _repeated("# a\n", _ITEM + "[a](#a-1)\n\n"),
    # Front matter.
    "front matter without an end": _repeated("a: b\n", "---\n", _ITEM),
    "front matter of many keys": _numbered_front_matter,
    "front matter of one key": _front_matter("a: b\n"),
    "front matter of brackets": _front_matter("["),
    "front matter of braces": _front_matter("{a: "),
    "front matter of question marks": _front_matter("? "),
    "front matter of dashes": _front_matter("- "),
    "front matter of quotation marks": _front_matter('"'),
    "front matter of ampersands": _front_matter("&a "),
    "front matter of white space": _front_matter(" "),
    "front matter of tabs": _front_matter("\t"),
    "front matter of one long word": _front_matter("a", ": b"),
    "front matter that grows": _growing_front_matter,
    # Bytes and characters.
    "NUL": _repeated("\0"),
    "bytes that are no text": lambda size: _ITEM.encode() + b"\xff" * size,
    "bytes cut short": lambda size: _ITEM.encode() + b"\xe2\x82 " * (size // 3),
    "surrogates": _repeated("\ud800"),
    "UTF-16": lambda size: (_ITEM + "a" * (size // 2)).encode("utf-16"),
    "UTF-32": lambda size: (_ITEM + "a" * (size // 4)).encode("utf-32"),
    "byte-order marks": _repeated("\ufeff", "\ufeff" + _ITEM),
    "bidirectional controls": _repeated("\u202e\u2066a\u2069", _ITEM + "**Notes**: "),
    "zero-width characters": _repeated("\u200b\u200d", _ITEM + "TASK\u200b-001 "),
    "combining marks": _repeated("\u0301", _ITEM + "e"),
    "characters outside the first plane": _repeated("\U0001d7d9\U0001f469", _ITEM),
    "line separators": _repeated("\u2028\u0085\x0b\x0c"),
    "carriage returns": _repeated("\r"),
    "line endings of every kind": _repeated("a\nb\r\nc\r"),
    "one long line": _repeated("a"),
    "one long line with accents": _repeated("é"),
    "one long line of spaces": _repeated(" ", _ITEM + "a", "b"),
    "one long heading": _repeated("a ", "### TASK-001 "),
    "one long heading of spaces": _repeated(" ", "### TASK-001 a", "b"),
    "empty lines": _repeated("\n"),
    "tabs": _repeated("\t", _ITEM + "a"),
    "binary noise": _noise(1),
    "noise of marks": _noise(2, b"*_`[]()<>!#-|~:\\\n "),
    "noise of identifiers": _noise(3, b"TASKPLN-0123456789#*: ,\n"),
    # Size.
    "a file over the limit": _always(_ITEM + "a\n" * MAXIMUM_BYTES),
    "ten megabytes": _always(_ITEM * (10 * MAXIMUM_BYTES // len(_ITEM))),
    "nothing": _always(""),
    "one character": _always("#"),
}
