"""ENF-000.confusable-identifier."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items import INVISIBLE, Vocabulary, skeleton
from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.text import Code, Heading, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document
    from gov.text import Block, Line, Source

_HIDDEN = re.compile(f"[{INVISIBLE}]")


@rule("error", fix="unsafe")
def confusable_identifier(facts: Facts) -> Iterator[Draft]:
    """An identifier holds a letter, digit, dash or hidden character that only looks right.

    To a reader it is the identifier; to every search, link and program it is another word. It declares
    nothing that can be named and names nothing that is declared, and nobody can see why (CONST-P10). Such
    characters come in by copying from word processors and chats, and sometimes on purpose.

    Cure it by typing the identifier anew, in plain letters, digits and hyphens.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN\N{NON-BREAKING HYPHEN}001 (Sign-in)
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```
    """
    vocabulary = facts.project.reader.vocabulary
    for document in facts.project.documents:
        rough = _rough(document.source)
        if rough is None:
            continue
        for line, heading in _lines(document):
            if line.text.isascii() or rough.search(line.text) is None:
                continue
            for start, end, identifier, kind in _found(line.text, vocabulary, heading=heading):
                if heading or not _is_sample(document, line, start, end):
                    yield _draft(document, line, (start, end), identifier, kind)


def _is_sample(document: Document, line: Line, start: int, end: int) -> bool:
    """Whether an identifier stands alone between backticks in prose: there it is shown, not used."""
    first, last = line.span(start, end)
    data = document.source.data
    return not line.strongs and data[first - 1 : first] == b"`" == data[last : last + 1]


def _rough(source: Source) -> re.Pattern[str] | None:
    """What stands in any line with a look-alike identifier; None where the text has no look-alike at all."""
    if source.body.isascii():
        return None
    alike = [c for c in set(source.body) if not c.isascii() and (c in INVISIBLE or skeleton(c).isascii())]
    if not alike:
        return None
    suspect = "".join(re.escape(c) for c in sorted(alike))
    return re.compile(f"[A-Z0-9-][{suspect}]|[{suspect}][A-Z0-9{suspect}-]")


def _lines(document: Document) -> Iterator[tuple[Line, bool]]:
    """Every line that a reader sees as text, and whether it is a heading's."""
    for block in document.outline.blocks:
        for line in _lines_of(block):
            yield line, type(block) is Heading


def _lines_of(block: Block) -> tuple[Line, ...]:
    if isinstance(block, Heading):
        return (block.line,)
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    return () if isinstance(block, Code) else block.lines


def _found(text: str, vocabulary: Vocabulary, *, heading: bool) -> Iterator[tuple[int, int, str, str]]:
    """Look-alike identifiers: where each begins and ends, what it imitates, and of which kind that is."""
    if _HIDDEN.search(text) is None:
        for token in vocabulary.tokens(text):
            if token.spelling == "confusable":
                yield token.start, token.end, token.id, token.kind
        return
    kept = [index for index, character in enumerate(text) if character not in INVISIBLE]
    plain = "".join(text[index] for index in kept)
    for token in vocabulary.tokens(plain):
        start, end = kept[token.start], kept[token.end - 1] + 1
        if heading and token.start == 0:
            start = 0
        if token.spelling == "confusable" or end - start != token.end - token.start:
            yield start, end, token.id, token.kind


def _draft(document: Document, line: Line, span: tuple[int, int], identifier: str, kind: str) -> Draft:
    place = document.source.place(*line.span(*span))
    odd = next(c for c in line.text[slice(*span)] if not c.isascii())
    name = f"U+{ord(odd):04X}"
    return Draft(
        place, f"this looks like {identifier} and holds {name}, {_called(odd)}",
        f"Type {identifier} anew in plain letters, digits and hyphens.",
        fix=Fix(f"Write {identifier}", (Edit(place, identifier),), is_safe=False),
        about=(identifier, f"kind:{kind}"),
    )  # fmt: skip


def _called(character: str) -> str:
    import unicodedata  # noqa: PLC0415 - wanted by a finding alone

    return unicodedata.name(character, "a character without a name").lower()
