"""Where a change request names items, and which of these places count.

A description is read as Markdown, by the parser that reads the documents. What a reader does not see, or sees
as somebody else's words or as a sample, names nothing: HTML comments, code blocks, quotes, boxes that nobody
ticked, what was struck out, the text of pictures. A code span counts: people write `TASK-012` so.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.change.description import Stretches, lines_of
from gov.items import INVISIBLE
from gov.text import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.change.description import Description
    from gov.history import Commit
    from gov.items import Token, Vocabulary
    from gov.text import Block, Outline, Source

__all__ = [
    "Mention", "Nearly", "Standing", "Where", "mentions_in_body", "mentions_in_commit", "mentions_in_line",
    "nearly_named",
    "trailer_lines",
]  # fmt: skip

Where = Literal["trailer", "box", "title", "body", "branch", "commit"]
Standing = Literal[
    "counts", "comment", "code", "quote", "box", "struck", "picture", "html", "part", "follow-up",
]  # fmt: skip
"""Why a mention counts or not: `box` is a box nobody ticked, `part` a part of a longer word."""

_TRAILER = re.compile(r"[A-Za-z][A-Za-z-]{0,40}[ \t]{0,4}:[ \t]{0,8}(?=\S)")
_TASK_LINE = re.compile(
    r"[ \t]{0,8}(?:[*+-][ \t]{1,4})?(?:\*\*)?Tasks?(?:\*\*)?[ \t]{0,4}[:=#]", re.IGNORECASE
)
# What follows up an override, or comes later, is not what this change serves.
_LATER = re.compile(r"[ \t]{0,8}Follow-?[ ]?ups?[ \t]{0,4}:", re.IGNORECASE)
_REVERTED = re.compile(r"\s{0,8}(?:Revert|Reapply)\s")
# In the name of a branch words are joined: TASK-012-sign-in.
_JOINED = re.compile(r"(?<=[0-9])[-_./](?=[A-Za-z])")
_QUOTED = re.compile(r"\"[^\"\n]{0,500}\"|\u201c[^\u201d\n]{0,500}\u201d")
_AFTER = re.compile(r"\.[A-Za-z]|-[A-Za-z0-9]|/[A-Za-z0-9_.-]*\.[A-Za-z]|:\S|@")
_BEFORE = frozenset("#@=&?%\\~$+^")
_LONGEST_WORD = 2000
# Without one of these there is no identifier in a line, nor anything like one.
_MAY_NAME = re.compile(r"[0-9-]|[^\x00-\x7f]")


class Mention(NamedTuple):
    """One identifier that a change request names: where, on which line and column from 1, and if it counts.

    `commit` is the commit in whose message it stands. `is_claimed` says that it stands in a `Task:` line.
    """

    token: Token
    where: Where
    standing: Standing
    line: int
    column: int
    commit: str = ""
    is_claimed: bool = False


class Nearly(NamedTuple):
    """What is meant as an identifier and written otherwise.

    `line` counts from 1 in the description and is 0 for the title. `is_claimed` says that it stands where a
    task is named, in a `Task:` line or in the title.
    """

    token: Token
    line: int
    is_claimed: bool


def mentions_in_body(description: Description, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Every identifier of a description, in order of its blocks, the ones that do not count among them."""
    source, outline = description.source, description.outline
    pictures = Stretches((link.start, link.end) for link in outline.links if link.is_image)
    struck = Stretches(_struck(source.data))

    def standing_of(
        start: int, block: Block, *, is_whole: bool, box: bool | None, is_later: bool
    ) -> Standing:
        reasons: tuple[tuple[bool, Standing], ...] = (
            (not isinstance(block, Code) and block.quoted, "quote"),
            (description.comments.hold(start), "comment"),
            (box is False, "box"),
            (pictures.hold(start), "picture"),
            (struck.hold(start), "struck"),
            (not is_whole, "part"),
            (is_later, "follow-up"),
        )
        return next((standing for holds, standing in reasons if holds), "counts")

    known: dict[str, tuple[tuple[Token, bool], ...]] = {}
    seen: set[tuple[object, ...]] = set()
    # Nothing is hidden, drawn or struck out: then what stands in two places alike counts alike.
    is_plain = not (outline.comments or pictures or struck)
    for block, box in description.blocks_with_boxes():
        if isinstance(block, Code):
            yield from _in_bytes(source, block.start, block.end, "code", vocabulary)
            continue
        for line in lines_of(block):
            tokens = known.get(line.text)
            if tokens is None:
                tokens = known[line.text] = tuple(_tokens(line.text, vocabulary))
            is_claimed = _TASK_LINE.match(line.text) is not None
            is_later = _LATER.match(line.text) is not None
            where: Where = "box" if box else "trailer" if is_claimed else "body"
            around = (where, is_claimed, is_later, box, block.quoted)
            for token, is_whole in tokens:
                alike = (token.id, token.written, is_whole, *around)
                if is_plain and alike in seen:
                    continue
                seen.add(alike)
                start = line.offset(token.start)
                standing = standing_of(start, block, is_whole=is_whole, box=box, is_later=is_later)
                said = (token.id, token.written, where, standing, is_claimed)
                if said not in seen:
                    # Said again at a place of the same sort, it tells nothing more.
                    seen.add(said)
                    place = source.position(start)
                    yield Mention(token, where, standing, place.line, place.column, is_claimed=is_claimed)
    for comment in outline.comments:
        yield from _in_bytes(source, comment.start, comment.end, "comment", vocabulary)
    yield from _in_html(source, outline, vocabulary)


def nearly_named(lines: Iterable[tuple[str, int]], vocabulary: Vocabulary) -> Iterator[Nearly]:
    """What is meant as an identifier and written otherwise, in lines with their numbers (0 for the title).

    A word such as `tasks` or `task a` is prose; only a number makes it the name of one.
    """
    seen: set[str] = set()
    for text, number in lines:
        if text in seen or not _MAY_NAME.search(text):
            continue
        seen.add(text)
        is_claimed = _TASK_LINE.match(text) is not None
        taken = Stretches((token.start, token.end) for token in vocabulary.tokens(text))
        for token in vocabulary.near_tokens(text):
            is_meant = token.spelling == "malformed" and any(map(str.isdigit, token.written))
            if is_meant and not (taken.hold(token.start) or taken.hold(token.end - 1)):
                yield Nearly(token, number, is_claimed or number == 0)


def mentions_in_line(text: str, where: Where, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Every identifier of a title or the name of a branch; a title that takes another back quotes it."""
    quoted = _QUOTED.finditer(text) if _REVERTED.match(text) else ()
    others = Stretches(match.span() for match in quoted)
    if where == "branch":
        text = _JOINED.sub(" ", text)
    for token, is_whole in _tokens(text, vocabulary, is_branch=where == "branch"):
        standing: Standing = "quote" if others.hold(token.start) else "counts" if is_whole else "part"
        yield Mention(token, where, standing, 1, token.start + 1)


def mentions_in_commit(commit: Commit, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Every identifier in the subject of a commit and in its trailers; its text may speak of anything."""
    for mention in mentions_in_line(commit.subject, "commit", vocabulary):
        yield mention._replace(commit=commit.id)
    for number, text in trailer_lines(commit.message):
        if _TASK_LINE.match(text):
            for token, is_whole in _tokens(text, vocabulary):
                standing: Standing = "counts" if is_whole else "part"
                yield Mention(token, "trailer", standing, number, token.start + 1, commit.id, is_claimed=True)


def trailer_lines(message: str) -> list[tuple[int, str]]:
    """The trailers of a commit: the lines of its last paragraph, where each is one or goes on with one.

    The form is that of git-interpret-trailers: a word, a colon, a value; the subject is none.
    """
    lines = message.rstrip().split("\n")
    first = next((n for n in range(len(lines) - 1, -1, -1) if not lines[n].strip()), -1) + 1
    if first == 0:
        return []
    block = [(number + 1, lines[number].rstrip("\r")) for number in range(first, len(lines))]
    if all(
        _TRAILER.match(text) or text[:1].isspace() or text.startswith("(cherry picked") for _, text in block
    ):
        return block
    return []


def _tokens(text: str, vocabulary: Vocabulary, *, is_branch: bool = False) -> Iterator[tuple[Token, bool]]:
    """Well-formed identifiers and placeholders of a text, each with whether it is a word of its own."""
    if not _MAY_NAME.search(text):
        return
    for token in vocabulary.tokens(text):
        yield token, is_branch or _is_whole(token, text)
    for token in vocabulary.near_tokens(text):
        if token.spelling == "placeholder":
            yield token, True


def _is_whole(token: Token, text: str) -> bool:
    """Whether an identifier is not a part of an address, the name of a file or branch, or a longer word."""
    before, after = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 1]
    if before and (before in _BEFORE or _joins(before)):
        return False
    if after and (_joins(after) or _AFTER.match(text, token.end)):
        return False
    start = max(text.rfind(" ", 0, token.start), token.start - _LONGEST_WORD) + 1
    word = text[start : token.start]
    return "://" not in word and not word.casefold().startswith("www.") and not word.endswith(("./", "../"))


def _joins(character: str) -> bool:
    """Whether a character goes on with the word beside it, seen or unseen."""
    return (
        character.isalnum()
        or character == "_"
        or character in INVISIBLE
        or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
    )


def _in_bytes(
    source: Source, start: int, end: int, standing: Standing, vocabulary: Vocabulary
) -> Iterator[Mention]:
    """The identifiers of a stretch that is not read as text."""
    text = source.text(start, end)
    first = source.position(start).line
    for number, line in enumerate(text.split("\n")):
        for token in vocabulary.tokens(line):
            yield Mention(token, "body", standing, first + number, token.start + 1)


def _in_html(source: Source, outline: Outline, vocabulary: Vocabulary) -> Iterator[Mention]:
    """What stands in blocks of HTML: between the other blocks, where no comment is."""
    covered = [(block.start, block.end) for block in outline.blocks]
    covered += [(comment.start, comment.end) for comment in outline.comments]
    at = 0
    for start, end in sorted(covered):
        if at < start:
            yield from _in_bytes(source, at, start, "html", vocabulary)
        at = max(at, end)
    yield from _in_bytes(source, at, len(source.data), "html", vocabulary)


def _struck(data: bytes) -> Iterator[tuple[int, int]]:
    """What stands between two pairs of tildes on one line."""
    return (match.span() for match in re.finditer(rb"~{1,2}(?=[^~\s])[^~\n]{1,2000}~{1,2}", data))
