"""Where a change request names items, and which of these places count.

A description is read as Markdown, by the parser that reads the documents. What a reader does not see, or sees
as somebody else's words or as a sample, names nothing: HTML comments, code blocks, quotes, boxes that nobody
ticked, what was struck out, the text of pictures, footnotes that nothing refers to. Nor does a line that says
that it comes later, or is no part of the change, a sample of how a task is named, nor what a change takes
back. A code span counts: people write `TASK-012` so. So does the text in HTML and in an alert (`> [!NOTE]`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.change.description import Stretches, lines_of
from gov.change.putting_off import PuttingOff
from gov.change.spoken_of import Samples, spoken_of
from gov.items import spoken_lines
from gov.text import Code, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gov.change.description import Description
    from gov.change.words import Words
    from gov.history import Commit
    from gov.items import Token
    from gov.text import Block, Line, Source

__all__ = [
    "Mention", "Nearly", "Once", "Standing", "Where", "mentions_in_body", "mentions_in_commit",
    "mentions_in_line", "nearly_named", "trailer_lines",
]  # fmt: skip

Where = Literal["trailer", "box", "title", "body", "branch", "commit"]
Standing = Literal[
    "counts", "comment", "code", "quote", "box", "struck", "picture", "html", "part", "follow-up", "footnote",
    "merged", "sample", "reverted",
]  # fmt: skip
"""Why a mention counts or not: `box` is a box nobody ticked, `part` a part of a longer word.

`follow-up` is in a line that puts it off or denies it, `footnote` in one that nothing refers to, `merged` the
name of a branch in the subject of a merge. `sample` is one that shows how to name one, or that the template
holds; `reverted` is what the change takes back.
"""

_TRAILER = re.compile(r"[A-Za-z][A-Za-z-]{0,40}[ \t]{0,4}:[ \t]{0,8}(?=\S)")
_DASHES = re.compile(r"-{3,80}\s{0,8}")
_TASK_LINE = re.compile(
    r"[ \t]{0,8}(?:[*+-][ \t]{1,4})?(?:\*\*)?Tasks?(?:\*\*)?[ \t]{0,4}[:=#]", re.IGNORECASE
)
# A box where Markdown knows none: at the beginning of a paragraph, in a cell, as a sign or the name of one.
_OPEN_BOX = re.compile(
    r"\s{0,8}(?:[*+-]\s{1,4})?(?:\[[\s_~./>-]{0,3}\]|\([\s_]?\)|[\u2610\u25cb\u25ef\u2b1c\u25a1\u25a2\u25fb\u274c\u2717\u2718\U0001f532\U0001f533]"
    r"|:(?:white_large_square|white_medium_square|black_square_button|white_square_button|x):)"
)
# Git, GitHub, GitLab and Bitbucket name branches so.
_MERGE = re.compile(
    r"\s{0,8}Merged?\s{1,4}(?:in|branch|branches|remote-tracking|pull|merge|tag|commit)\b", re.IGNORECASE
)
_MERGED = re.compile(
    r"\b(?:branch(?:es)?|tag|commit|of|into|from|to|merged?\s{1,4}in)\s{1,4}[^\s(]\S{0,300}|'\S{1,300}'",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """One identifier that a change request names: where, on which line and column from 1, and if it counts.

    `commit` is the commit in whose message it stands. `is_claimed` says that it stands in a `Task:` line,
    `joint` which character makes it a part of a longer word, where a reader may not see it.
    """

    token: Token
    where: Where
    standing: Standing
    line: int
    column: int
    commit: str = ""
    is_claimed: bool = False
    joint: str = ""


class Nearly(NamedTuple):
    """What is meant as an identifier and written otherwise.

    `line` counts from 1 in the description and is 0 for the title. `is_claimed` says that it stands where a
    task is named, in a `Task:` line or in the title.
    """

    token: Token
    line: int
    is_claimed: bool


class Once:
    """Knows what was said: said again at a place of the same sort, it tells nothing more."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._said: set[tuple[object, ...]] = set()

    def is_first(
        self, token: Token, where: Where, standing: Standing, commit: str = "", *, is_claimed: bool = False
    ) -> bool:
        """Whether it was not yet said so; now it is."""
        said = (token.id, token.written, where, standing, commit, is_claimed)
        if said in self._said:
            return False
        self._said.add(said)
        return True


def mentions_in_body(
    description: Description, words: Words, once: Once, samples: Collection[str] = ()
) -> Iterator[Mention]:
    """Every identifier of a description, in order of its blocks, the ones that do not count among them.

    `samples` are the lines of the template: whoever leaves one as it is says nothing.
    """
    source, outline = description.source, description.outline
    places = _Places(description)
    putting_off, unspoken = PuttingOff(description), words.anew()
    read: set[tuple[object, ...]] = set()
    samples_follow = Samples(source.data)
    for block, box in description.blocks_with_boxes():
        samples_follow.at(block)
        if isinstance(block, Code):
            yield from _in_bytes(source, block.start, block.end, "code", unspoken, once)
            continue
        lines = tuple(_lines_with_boxes(block, box=box))
        all_off = putting_off.read(block, ((line.text, line.start) for line, _ in lines))
        for (line, is_ticked), off in zip(lines, all_off, strict=True):
            tokens = words.of(line.text).tokens
            was_introduced = samples_follow.read(line.text)
            alike = (line.text, off, is_ticked, block.quoted, was_introduced)
            if not tokens or (places.are_alike and alike in read):
                continue
            read.add(alike)
            is_claimed = _TASK_LINE.match(line.text) is not None
            where: Where = "box" if is_ticked else "trailer" if is_claimed else "body"
            of_line: Standing | None = "quote" if block.quoted else "box" if is_ticked is False else None
            if of_line is None and not is_ticked and (was_introduced or line.text.strip() in samples):
                of_line = "sample"
            for (token, joint), own in zip(tokens, _own_standings(line.text, tokens, off), strict=True):
                start = line.offset(token.start)
                standing = places.standing(start, of_line) or own
                if once.is_first(token, where, standing, is_claimed=is_claimed):
                    place = source.position(start)
                    yield Mention(
                        token, where, standing, place.line, place.column, "", is_claimed, joint or ""
                    )
    for comment in outline.comments:
        yield from _in_bytes(source, comment.start, comment.end, "comment", unspoken, once)
    yield from _in_html(description, unspoken, once)


def _own_standings(
    text: str, tokens: tuple[tuple[Token, str | None], ...], off: tuple[tuple[int, int], ...]
) -> Iterator[Standing]:
    """As what the identifiers of a line stand by its own words."""
    spoken = spoken_of(text, ((token.start, token.end) for token, _ in tokens))
    for (token, joint), only in zip(tokens, spoken, strict=True):
        if joint is not None:
            yield "part"
        elif any(start <= token.start < end for start, end in off):
            yield "follow-up"
        else:
            yield only or "counts"


class _Places:
    """What hides the places of a description, or shows them as something else."""

    def __init__(self, description: Description) -> None:
        links = description.outline.links
        pictures = Stretches((link.start, link.end) for link in links if link.is_image)
        struck = Stretches(_struck(description.source.data))
        named: tuple[tuple[Standing, Stretches], ...] = (
            ("comment", description.comments),
            ("picture", pictures),
            ("struck", struck),
            *description.veils,
            ("footnote", description.footnotes),
        )
        self._hidden = [(standing, stretches) for standing, stretches in named if stretches]

    @property
    def are_alike(self) -> bool:
        """Whether nothing is hidden: then a line that stands in two places counts alike in both."""
        return not self._hidden

    def standing(self, at: int, of_line: Standing | None) -> Standing | None:
        """As what a place in a line does not count, None where it does; a comment goes before a box."""
        if not self._hidden or of_line == "quote":
            return of_line
        own = next((standing for standing, stretches in self._hidden if stretches.hold(at)), None)
        return own if own == "comment" else of_line or own


def nearly_named(description: Description, title: str, words: Words) -> Iterator[Nearly]:
    """What is meant as an identifier and written otherwise, each in the words of its first place."""
    said: set[tuple[str, bool]] = set()
    read: set[str] = set()
    for line in description.spoken:
        if line.text not in read and (nearly := words.of(line.text).nearly):
            read.add(line.text)
            is_claimed = _TASK_LINE.match(line.text) is not None
            for token in nearly:
                if (token.written, is_claimed) not in said:
                    said.add((token.written, is_claimed))
                    yield Nearly(token, description.line_of(line.start), is_claimed)
    for token in words.of(title).nearly if title not in read else ():
        if (token.written, True) not in said:
            said.add((token.written, True))
            yield Nearly(token, 0, is_claimed=True)


def mentions_in_line(text: str, where: Where, words: Words, once: Once | None = None) -> Iterator[Mention]:
    """Every identifier of a title or the name of a branch; a title that takes another back quotes it."""
    tokens = words.of(text, is_branch=where == "branch").tokens
    is_open = _OPEN_BOX.match(text) is not None
    for (token, joint), own in zip(tokens, _own_standings(text, tokens, ()), strict=True):
        standing: Standing = "box" if is_open and own == "counts" else own
        if once is None or once.is_first(token, where, standing):
            yield Mention(token, where, standing, 1, token.start + 1, joint=joint or "")


def mentions_in_commit(
    commit: Commit, words: Words, once: Once, *, reads_branch: bool = False
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
    all_off: list[tuple[tuple[int, int], ...]] = []
    for number, line in enumerate(lines):
        # A subject that begins so is about what it names.
        off, is_open = putting_off.of_line(line, 0, is_open=is_open) if number else ((), False)
        all_off.append(off)
    for mention in mentions_in_line(subject, "commit", words):
        at = mention.column - 1
        number = bisect_right(starts, at) - 1
        standing: Standing = mention.standing
        if standing == "counts":
            is_off = any(start <= at - starts[number] < end for start, end in all_off[number])
            standing = "merged" if merged.hold(at) else "follow-up" if is_off else "counts"
        row, column = first + number + 1, at - starts[number] + 1
        standing = hidden.standing(row, column) or standing
        if once.is_first(mention.token, "commit", standing, commit.id):
            yield mention._replace(commit=commit.id, standing=standing, line=row, column=column)
    for number, text in _trailers(commit.message):
        if _TASK_LINE.match(text):
            tokens = words.of(text).tokens
            off, _ = putting_off.of_line(text, 0, is_open=False)
            for (token, joint), own in zip(tokens, _own_standings(text, tokens, off), strict=True):
                column = token.start + 1
                standing = hidden.standing(number, column) or own
                if once.is_first(token, "trailer", standing, commit.id, is_claimed=True):
                    yield Mention(
                        token,
                        "trailer",
                        standing,
                        number,
                        column,
                        commit.id,
                        is_claimed=True,
                        joint=joint or "",
                    )


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


def _in_bytes(  # noqa: PLR0913, PLR0917 - the stretch, and how it is read
    source: Source, start: int, end: int, standing: Standing, words: Words, once: Once
) -> Iterator[Mention]:
    """The identifiers of a stretch that is not read as text."""
    number = 0
    for more, line in enumerate(source.text(start, end).split("\n")):
        for token in words.tokens(line):
            if once.is_first(token, "body", standing):
                number = number or source.position(start).line
                yield Mention(token, "body", standing, number + more, token.start + 1)


def _in_html(description: Description, words: Words, once: Once) -> Iterator[Mention]:
    """What stands in the tags of HTML: between the blocks, where no comment is."""
    covered = [(block.start, block.end) for block in description.blocks]
    covered += [(comment.start, comment.end) for comment in description.outline.comments]
    source, at = description.source, 0
    for start, end in sorted(covered):
        if at < start:
            yield from _in_bytes(source, at, start, "html", words, once)
        at = max(at, end)
    yield from _in_bytes(source, at, len(source.data), "html", words, once)


def _struck(data: bytes) -> Iterator[tuple[int, int]]:
    """What stands between two pairs of tildes on one line."""
    return (match.span() for match in re.finditer(rb"~{1,2}(?=[^~\s])[^~\n]{1,2000}~{1,2}", data))
