"""One decision a file: `# ADR-0001: Title`, MADR 2 to 4, and Nygard's `# 1. Record architecture decisions`.

The number stands in the heading, or else in the name of a file in a folder of decisions
(`adr/0001-use-x.md`). Fields stand in front matter, in lines such as `Date: 2020-01-02` or
`* Status: accepted`, or in a section `Status`; a link to `0005-use-y.md` refers to ADR-0005.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from gov.items import Declaration, Field, Reference, Token, declaration, front_matter_fields, plain_fields
from gov.text import Entry, Heading, Line, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gov.items import Item, Reader, Relation
    from gov.text import Block, Link, Outline, Source

__all__ = ["PRECEDENCE", "claims", "names", "number_of", "read"]

PRECEDENCE = 500
_KIND = "decision"
_FOLDER = re.compile(r"(?:^|/)(?:m?adrs?|decisions?|decision[-_ ]records?)/[^/]+\Z", re.IGNORECASE)
_FILE = re.compile(r"(?:m?adr[-_ ]?)?([0-9]{1,5})(?:[-_. ]|\Z)", re.IGNORECASE)
_DATED = re.compile(r"(?:19|20)[0-9]{2}[-_][01][0-9]")
_TEMPLATE = re.compile(
    r"(?:0{1,5}[-_ ])?(?:(?:m?adr|decision|record|nygard)[-_ ]?){0,3}template(?:[-_. ].*)?|index"
    r"|readme(?:[-_.].*)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*([0-9]{1,5})(?:[.:)]\s*|\s*[\u2013\u2014-]\s+)(?=\S)")
_SPOKEN = re.compile(r"[A-Za-z]{2,10}[-_ #]{0,2}[0-9]{1,5}")
_LINKED = re.compile(
    r"(?:[^?#]*/)?(?:m?adr[-_]?)?([0-9]{1,5})[-_.][^/?#]*\.(?:md|markdown)(?:#.*)?\Z", re.IGNORECASE
)
_BARE = re.compile(r"(?<![\w.#/-])#?(0[0-9]{2,4})(?![\w/-])(?!\.[0-9])")
_RELATED = frozenset(
    ("links", "related", "related decisions", "related documents", "more information", "see also",
     "decision drivers", "drivers", "principles")
)  # fmt: skip
_RELATION = re.compile(
    r"(super[sc]eded by|replaced by|obsoleted by)|(super[sc]edes|replaces|obsoletes)"
    r"|amends|amended by|clarifies|clarified by|refines|refined by"
    r"|relates to|related to|depends on|extends|extended by",
    re.IGNORECASE,
)

# Text that a line does not show, such as that of a link within a link: nobody looks for all of it.
_MOST_MISSES = 20


class _Titled(NamedTuple):
    """A title whose identifier stands at `span` or in the file's name; the words begin at `rest`."""

    line: Line
    span: tuple[int, int]
    rest: int
    level: int
    start: int


class _Naming(NamedTuple):
    """A line that may name decisions; `reads_tokens` is False where its identifiers are already read."""

    line: Line
    start: int
    end: int
    relation: Relation
    reads_tokens: bool


def names(path: str) -> bool:
    """Whether a file's name and folder say that it is a decision."""
    return number_of(path) is not None and _FOLDER.search(path) is not None


def number_of(path: str) -> int | None:
    """The number that a file's name begins with, None where it has none or begins with a date."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if _TEMPLATE.fullmatch(stem) or _DATED.match(stem):
        return None
    match = _FILE.match(stem)
    return int(match.group(1)) if match else None


def claims(source: Source, outline: Outline, reader: Reader) -> bool:
    """Whether a document is one decision and declares nothing else."""
    title = _title(source, outline)
    if title is None:
        return (
            names(source.path)
            and source.front_matter is not None
            and source.front_matter.get("title") is not None
        )
    declared = declaration(title, source, reader)
    if declared is None:
        if not names(source.path):
            return False
    elif declared.kind != _KIND or (declared.level > 1 and not names(source.path)):
        return False
    return not any(
        block is not title and declaration(block, source, reader) is not None
        for block in outline.blocks
        if isinstance(block, Heading)
    )


def read(source: Source, outline: Outline, reader: Reader) -> tuple[Item, ...]:
    """The one decision that a document holds."""
    title = _title(source, outline)
    front = front_matter_fields(source, reader.names)
    declared = _declared(title, front, source, reader)
    blocks = tuple(b for b in outline.blocks if title is None or b.start > title.start)
    extra = (*front, *_head_fields(blocks, source, reader))
    item = reader.item(declared, blocks, len(source.data), extra)
    return (_with_links(item, list(_namings(item, blocks, reader)), outline.links, reader),)


def _title(source: Source, outline: Outline) -> Heading | None:
    """The first heading, unless it is a section below a title in front matter."""
    first = next((b for b in outline.blocks if isinstance(b, Heading) and not b.depth), None)
    if first is not None and first.level > 1 and source.front_matter and source.front_matter.get("title"):
        return None
    return first


def _declared(title: Heading | None, front: Sequence[Field], source: Source, reader: Reader) -> Declaration:
    if title is None:
        line = next(field for field in front if field.label.casefold() == "title").line
        span = (0, len(line.text))
        return _numbered(number_of(source.path) or 0, _Titled(line, span, 0, 1, 0), source.path, reader)
    declared = declaration(title, source, reader)
    if declared is not None:
        token = declared.token
        if token.spelling == "malformed" and token.id and _SPOKEN.fullmatch(token.written):
            # `ADR 1` is how many write it; in a file of its own it is no mistake.
            return declared._replace(token=token._replace(spelling="exact"))
        return declared
    text = title.line.text
    match = _NUMBERED.match(text)
    number = number_of(source.path) if match is None or not names(source.path) else int(match.group(1))
    if match is None:
        span, rest = (0, len(text)), 0
    else:
        span, rest = match.span(1), match.end()
    titled = _Titled(title.line, span, rest, title.level, title.start)
    return _numbered(number or 0, titled, source.path, reader)


def _numbered(number: int, titled: _Titled, path: str, reader: Reader) -> Declaration:
    identifier = reader.vocabulary.canonical(_KIND, number)
    text, span = titled.line.text, titled.span
    token = Token(identifier, _KIND, number, 0, text[slice(*span)], *span, "exact")
    place = Place(path, *titled.line.span(*span))
    title = text[titled.rest :].strip()
    return Declaration(identifier, _KIND, number, title, token, titled.level, place, titled.start)


def _head_fields(blocks: Sequence[Block], source: Source, reader: Reader) -> Iterator[Field]:
    """`Name: value` lines without bold between the title and the first section."""
    for block in blocks:
        if isinstance(block, Heading) and not block.depth:
            return
        if isinstance(block, Paragraph | Entry) and not block.quoted:
            for line in block.lines:
                if not line.strongs:
                    yield from plain_fields(line, reader.names, source.path)


def _namings(item: Item, blocks: Sequence[Block], reader: Reader) -> Iterator[_Naming]:
    """Every line that may name another decision: fields, the section on status, sections of links."""
    taken = set()
    for field in item.fields:
        relation = _RELATION_OF_FIELD.get(field.key)
        if relation is not None:
            for index, line in enumerate((field.line, *field.more)):
                taken.add(line.start)
                start = field.start if index == 0 else 0
                yield _Naming(line, start, field.end if index == 0 else -1, relation, field.key == "status")
    section = ""
    for block in blocks:
        if isinstance(block, Heading):
            name = block.line.text.strip().rstrip(":").casefold()
            section = "status" if reader.names.key(name) == "status" else name if name in _RELATED else ""
        elif section and isinstance(block, Paragraph | Entry) and not block.quoted:
            for line in block.lines:
                if line.start not in taken:
                    yield _Naming(line, 0, -1, "references", reads_tokens=True)


_RELATION_OF_FIELD: dict[str, Relation] = {
    "status": "superseded-by",
    "references": "references",
    "supersedes": "supersedes",
    "superseded-by": "superseded-by",
}


def _with_links(item: Item, namings: list[_Naming], links: Sequence[Link], reader: Reader) -> Item:
    """The item with what its links name, and with what its status names read word by word."""
    reread = {naming.line.start for naming in namings if naming.reads_tokens}
    kept = [r for r in item.references if r.line.start not in reread]
    ordered = sorted(links, key=lambda link: link.start)
    starts = [link.start for link in ordered]
    seen = {(r.relation, r.target) for r in kept}
    for naming in namings:
        for reference in _named(item, naming, ordered, starts, reader):
            if (reference.relation, reference.target) not in seen:
                seen.add((reference.relation, reference.target))
                kept.append(reference)
    kept.sort(key=lambda r: (r.line.start, r.start))
    return item._replace(references=tuple(kept)) if tuple(kept) != item.references else item


def _named(
    item: Item, naming: _Naming, links: Sequence[Link], starts: Sequence[int], reader: Reader
) -> Iterator[Reference]:
    line, vocabulary = naming.line, reader.vocabulary
    end = naming.end if naming.end >= 0 else len(line.text)
    tokens = [token for token in vocabulary.tokens(line.text, naming.start) if token.end <= end]
    found = list(tokens) if naming.reads_tokens else []
    found.extend(_linked(naming, tokens, links, starts, reader))
    if not found and not tokens and naming.relation == "superseded-by":
        found = [
            _decision(int(match.group(1)), match.group(), *match.span(), reader)
            for match in _BARE.finditer(line.text, naming.start, end)
        ]
    relations = [
        (match.end(), _relation_of(match)) for match in _RELATION.finditer(line.text, naming.start, end)
    ]
    ends = [at for at, _ in relations]
    for token in sorted(found, key=lambda token: token.start):
        before = bisect_right(ends, token.start) - 1
        relation = relations[before][1] if before >= 0 else naming.relation
        yield Reference(
            item.id, token.id, token.kind, relation if token.kind == _KIND else "references", token.written,
            "", item.path, line, token.start, token.end, token.part, token.spelling,
        )  # fmt: skip


def _linked(
    naming: _Naming, tokens: Sequence[Token], links: Sequence[Link], starts: Sequence[int], reader: Reader
) -> Iterator[Token]:
    """The decisions that the links of a line lead to, where their text does not name them already."""
    line = naming.line
    token_starts = [token.start for token in tokens]
    cursor, misses = naming.start, 0
    for index in range(max(0, bisect_right(starts, line.start) - 1), len(links)):
        link = links[index]
        if link.start >= line.end or misses > _MOST_MISSES:
            return
        if link.end <= line.start or not link.text:
            continue
        at = line.text.find(link.text, cursor)
        if at < 0:
            misses += 1
            continue
        cursor = at + len(link.text)
        match = _LINKED.match(link.target)
        following = bisect_left(token_starts, at)
        is_named = following < len(tokens) and tokens[following].start < cursor
        if match is not None and not is_named:
            yield _decision(int(match.group(1)), link.text, at, cursor, reader)


def _decision(number: int, written: str, start: int, end: int, reader: Reader) -> Token:
    identifier = reader.vocabulary.canonical(_KIND, number)
    return Token(identifier, _KIND, number, 0, written, start, end, "exact")


def _relation_of(match: re.Match[str]) -> Relation:
    if match.group(1):
        return "superseded-by"
    return "supersedes" if match.group(2) else "references"
