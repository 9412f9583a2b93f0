"""Where a change request names items, and which of these places count.

A description is read as Markdown, by the parser that reads the documents. What a reader does not see, or sees
as somebody else's words or as a sample, names nothing: HTML comments, code blocks, quotes, boxes that nobody
ticked, what was struck out, the text of pictures, footnotes that nothing refers to. Nor does a line that says
that it comes later, or is no part of the change. A code span counts: people write `TASK-012` so.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.change.description import Stretches, lines_of
from gov.change.putting_off import PuttingOff
from gov.items import INVISIBLE, spoken_lines
from gov.text import Code, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.change.description import Description
    from gov.history import Commit
    from gov.items import Token, Vocabulary
    from gov.text import Block, Line, Outline, Source

__all__ = [
    "Mention", "Nearly", "Standing", "Where", "mentions_in_body", "mentions_in_commit", "mentions_in_line",
    "nearly_named",
    "trailer_lines",
]  # fmt: skip

Where = Literal["trailer", "box", "title", "body", "branch", "commit"]
Standing = Literal[
    "counts", "comment", "code", "quote", "box", "struck", "picture", "html", "part", "follow-up", "footnote",
    "merged",
]  # fmt: skip
"""Why a mention counts or not: `box` is a box nobody ticked, `part` a part of a longer word.

`follow-up` is in a line that puts it off or denies it, `footnote` in one that nothing refers to, `merged` the
name of a branch in the subject of a merge.
"""

_TRAILER = re.compile(r"[A-Za-z][A-Za-z-]{0,40}[ \t]{0,4}:[ \t]{0,8}(?=\S)")
_DASHES = re.compile(r"-{3,80}\s{0,8}")
_TASK_LINE = re.compile(
    r"[ \t]{0,8}(?:[*+-][ \t]{1,4})?(?:\*\*)?Tasks?(?:\*\*)?[ \t]{0,4}[:=#]", re.IGNORECASE
)
# A box where Markdown knows none: at the beginning of a paragraph, in a cell.
_OPEN_BOX = re.compile(r"\s{0,8}(?:\[\s?\]|\u2610)")
_REVERTED = re.compile(r"\s{0,8}(?:Revert|Reapply)\s")
# In the name of a branch words are joined: TASK-012-sign-in.
_JOINED = re.compile(r"(?<=[0-9])[-_./](?=[A-Za-z])")
_QUOTED = re.compile(r"\"[^\"\n]{0,500}\"|\u201c[^\u201d\n]{0,500}\u201d")
# Git, GitHub, GitLab and Bitbucket name branches so.
_MERGE = re.compile(
    r"\s{0,8}Merged?\s{1,4}(?:in|branch|branches|remote-tracking|pull|merge|tag|commit)\b", re.IGNORECASE
)
_MERGED = re.compile(
    r"\b(?:branch(?:es)?|tag|commit|of|into|from|to|merged?\s{1,4}in)\s{1,4}[^\s(]\S{0,300}|'\S{1,300}'",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\.[A-Za-z]|-[A-Za-z0-9]|/[A-Za-z0-9_.-]*\.[A-Za-z]|:(?:[0-9:/@\\]|[A-Za-z0-9_/-]{0,200}\.[A-Za-z])|@"
)
_BEFORE = frozenset("#@=&?%\\~$+^")
# `Closes #TASK-001`, as issues are closed. Any other `#TASK-001` may be the anchor of a page.
_CLOSING = re.compile(
    r"(?:\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|implements?|implemented|completes?|completed|addresses)"
    r"[ \t]{0,4}:?|\bTasks?[ \t]{0,4}[:=])[ \t]{0,4}#",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"(?:,|,?[ ](?:and|&))[ ]{0,4}#")
# Whoever writes these leaves no space between words.
_UNSPACED = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u3098\u309b-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\u1100-\u115e\u1161-\u11ff\u3131-\u3163\u3165-\u318e\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\uff66-\uff9f"
    "\uffa1-\uffdc\U00020000-\U0003ffff]"
)
_LONGEST_WORD = 2000
_LONGEST_CLOSING = 40
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
    putting_off = PuttingOff(description)

    def standing_of(
        start: int, block: Block, *, is_whole: bool, box: bool | None, is_later: bool
    ) -> Standing:
        reasons: tuple[tuple[bool, Standing], ...] = (
            (not isinstance(block, Code) and block.quoted, "quote"),
            (description.comments.hold(start), "comment"),
            (box is False, "box"),
            (pictures.hold(start), "picture"),
            (struck.hold(start) or description.struck.hold(start), "struck"),
            (description.footnotes.hold(start), "footnote"),
            (not is_whole, "part"),
            (is_later, "follow-up"),
        )
        return next((standing for holds, standing in reasons if holds), "counts")

    known: dict[str, tuple[tuple[Token, bool], ...]] = {}
    seen: set[tuple[object, ...]] = set()
    # Nothing is hidden, drawn or struck out: then what stands in two places alike counts alike.
    hidden = (description.struck, description.footnotes, pictures, struck)
    is_plain = not outline.comments and not any(hidden)
    for block, box in description.blocks_with_boxes():
        if isinstance(block, Code):
            yield from _in_bytes(source, block.start, block.end, "code", vocabulary)
            continue
        lines = tuple(_lines_with_boxes(block, box=box))
        are_off = putting_off.read(block, ((line.text, line.start) for line, _ in lines))
        for (line, is_ticked), is_later in zip(lines, are_off, strict=True):
            tokens = known.get(line.text)
            if tokens is None:
                tokens = known[line.text] = tuple(_tokens(line.text, vocabulary))
            is_claimed = _TASK_LINE.match(line.text) is not None
            where: Where = "box" if is_ticked else "trailer" if is_claimed else "body"
            around = (where, is_claimed, is_later, is_ticked, block.quoted)
            for token, is_whole in tokens:
                alike = (token.id, token.written, is_whole, *around)
                if is_plain and alike in seen:
                    continue
                seen.add(alike)
                start = line.offset(token.start)
                standing = standing_of(start, block, is_whole=is_whole, box=is_ticked, is_later=is_later)
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


def mentions_in_commit(
    commit: Commit, vocabulary: Vocabulary, *, reads_branch: bool = False
) -> Iterator[Mention]:
    """Every identifier in the subject of a commit and in its trailers; its text may speak of anything.

    The subject is the first paragraph: git joins its lines. Branches that a merge names there count where
    the name of the branch does. What stands in a comment or a quote is none of the author's words.
    """
    hidden = _Hidden(commit.message)
    first, lines = _first_paragraph(commit.message)
    subject = " ".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    is_merge = not reads_branch and _MERGE.match(subject) is not None
    merged = Stretches(match.span() for match in _MERGED.finditer(subject)) if is_merge else Stretches(())
    putting_off, is_open = PuttingOff(), False
    are_off = []
    for number, line in enumerate(lines):
        # A subject that begins so is about what it names.
        is_off, is_open = putting_off.of_line(line, 0, is_open=is_open) if number else (False, False)
        are_off.append(is_off)
    for mention in mentions_in_line(subject, "commit", vocabulary):
        at = mention.column - 1
        number = bisect_right(starts, at) - 1
        standing: Standing = mention.standing
        if standing == "counts":
            standing = "merged" if merged.hold(at) else "follow-up" if are_off[number] else "counts"
        row, column = first + number + 1, at - starts[number] + 1
        standing = hidden.standing(row, column) or standing
        yield mention._replace(commit=commit.id, standing=standing, line=row, column=column)
    for number, text in _trailers(commit.message):
        if _TASK_LINE.match(text):
            for token, is_whole in _tokens(text, vocabulary):
                column = token.start + 1
                standing = hidden.standing(number, column) or ("counts" if is_whole else "part")
                yield Mention(token, "trailer", standing, number, column, commit.id, is_claimed=True)


class _Hidden:
    """Where a message does not speak with its author's voice."""

    def __init__(self, message: str) -> None:
        self._lines = message.split("\n")
        self._spoken = dict(spoken_lines(message))
        self._has_comments = "<!--" in message

    def standing(self, line: int, column: int) -> Standing | None:
        """As what a place, both from 1, does not count; None where it does."""
        if self._spoken.get(line, "")[column - 1 : column].strip():
            return None
        if line not in self._spoken and self._lines[line - 1].lstrip().startswith(">"):
            return "quote"
        return "comment" if self._has_comments else "code"


def _first_paragraph(message: str) -> tuple[int, list[str]]:
    """The lines of the subject, and how many stand before them."""
    lines = message.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    last = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
    return first, [line.rstrip() for line in lines[first:last]]


def trailer_lines(message: str) -> list[tuple[int, str]]:
    """The trailers of a commit with their numbers from 1, as far as their author speaks in them."""
    spoken = dict(spoken_lines(message))
    return [(number, spoken[number]) for number, _ in _trailers(message) if number in spoken]


def _trailers(message: str) -> list[tuple[int, str]]:
    """The trailers of a commit: the lines of its last paragraphs, where each is one or goes on with one.

    The form is that of git-interpret-trailers: a word, a colon, a value; the subject is none. Hosts that
    squash put those of the authors into a paragraph of their own, at times behind a line of dashes.
    """
    lines = message.rstrip().split("\n")
    subject, _ = _first_paragraph(message)
    blocks: list[list[tuple[int, str]]] = []
    end = len(lines)
    while True:
        while end and not lines[end - 1].strip():
            end -= 1
        first = next((n for n in range(end - 1, -1, -1) if not lines[n].strip()), -1) + 1
        if first <= subject:
            break
        block = [(number + 1, lines[number].rstrip("\r")) for number in range(first, end)]
        end = first
        if len(block) == 1 and _DASHES.fullmatch(block[0][1]):
            continue
        if block[0][1][:1].isspace() or not all(map(_is_trailer, block)):
            break
        blocks.append(block)
    return [line for block in reversed(blocks) for line in block]


def _is_trailer(line: tuple[int, str]) -> bool:
    _, text = line
    return bool(_TRAILER.match(text)) or text[:1].isspace() or text.startswith("(cherry picked")


def _tokens(text: str, vocabulary: Vocabulary, *, is_branch: bool = False) -> Iterator[tuple[Token, bool]]:
    """Well-formed identifiers and placeholders of a text, each with whether it is a word of its own."""
    if not _MAY_NAME.search(text):
        return
    last = -1
    for token in vocabulary.tokens(text):
        is_closed = text[token.start - 1 : token.start] == "#" and _is_closed(token, text, last)
        is_whole = is_branch or _is_whole(token, text, is_closed=is_closed)
        last = token.end if is_closed and is_whole else -1
        yield token, is_whole
    for token in vocabulary.near_tokens(text):
        if token.spelling == "placeholder":
            yield token, True


def _lines_with_boxes(block: Block, *, box: bool | None) -> Iterator[tuple[Line, bool | None]]:
    """The lines of a block, each with its box: that around the block, or one written before its words.

    A cell that holds nothing but a box is that of its row.
    """
    if isinstance(block, Table):
        for row in block.rows:
            opened = (_OPEN_BOX.match(cell.text) for cell in row)
            is_open = any(m and m.end() == len(c.text.rstrip()) for m, c in zip(opened, row, strict=True))
            yield from ((cell, False if is_open or _OPEN_BOX.match(cell.text) else box) for cell in row)
    else:
        yield from ((line, False if _OPEN_BOX.match(line.text) else box) for line in lines_of(block))


def _is_closed(token: Token, text: str, last: int) -> bool:
    """Whether a number sign before an identifier belongs to a word that closes it, or others before it."""
    if last >= 0 and _AND_ANOTHER.fullmatch(text, last, token.start):
        return True
    start = max(token.start - _LONGEST_CLOSING, 0)
    return any(match.end() == token.start for match in _CLOSING.finditer(text, start, token.start))


def _is_whole(token: Token, text: str, *, is_closed: bool = False) -> bool:
    """Whether an identifier is not a part of an address, the name of a file or branch, or a longer word."""
    before, after = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 1]
    if before and not is_closed and (before in _BEFORE or _joins(before)):
        return False
    if after and (_joins(after) or _AFTER.match(text, token.end)):
        return False
    furthest = max(token.start - _LONGEST_WORD, 0)
    start = max(text.rfind(" ", furthest, token.start) + 1, furthest)
    word = text[start : token.start]
    return "://" not in word and not word.casefold().startswith("www.") and not word.endswith(("./", "../"))


def _joins(character: str) -> bool:
    """Whether a character goes on with the word beside it, seen or unseen."""
    return (
        (character.isalnum() and not _UNSPACED.match(character))
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
