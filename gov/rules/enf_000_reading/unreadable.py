"""ENF-000.unreadable."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_000_reading._swallowed import about_declared, hanging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document, Project

_UNKNOWN = "\ufffd"
_WORD = re.compile(rf"[A-Za-z0-9.-]{{0,40}}{_UNKNOWN}[A-Za-z0-9.{_UNKNOWN}-]{{0,40}}")
_WIDEST = 3
_MOST = 100


@rule("error")
def unreadable(facts: Facts) -> Iterator[Draft]:
    r"""A governed file cannot be opened, or holds bytes that are no text.

    Governed documents are UTF-8. Where a byte is not, or a NUL stands between the letters, editors, git and
    this tool each show something else, and what nobody sees alike cannot be traced (CONST-P10). The first
    such byte of a file is named; the rest of the file is read all the same, and what is wrong in other files
    is reported beside it.

    Cure it by saving the file as UTF-8 without a NUL in it: most editors call this "Save with encoding".

    Fails at tasks.md:1:19:

    ```bytes tasks.md
    ### TASK-001 Sign \x00in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in
    ```
    """
    for document in facts.project.documents:
        source = document.source
        about: tuple[str, ...] = (f"path:{document.path}",)
        if source.problem:
            about = (*about, "blind")
            message = f"{document.path} cannot be opened: {source.problem}"
            yield Draft(source.place(0, 0), message, "Give read access to it, or exclude it.", about=about)
        elif source.bad_bytes:
            bad = source.bad_bytes[0]
            place = source.place(bad.offset, bad.offset + 1)
            about = (*about, *_lost(document, facts.project))
            message = f"{document.path} is not UTF-8 text: {bad.reason} at offset {bad.offset}"
            yield Draft(place, message, "Save the file as UTF-8.", about=about)


def _lost(document: Document, project: Project) -> Iterator[str]:
    """What stands on the lines that hold no text: the items they belong to, declare and name.

    In UTF-16 that is every line. An identifier with such a byte in it may be any of those that are missed.
    """
    names: dict[str, None] = {}
    torn: dict[str, None] = {}
    starts = [item.body.start for item in document.items]
    at = 0
    for line in document.source.data.splitlines(keepends=True):
        text = line.decode("utf-8", "replace")
        if _UNKNOWN in text or "\0" in text:
            owner = bisect_right(starts, at) - 1
            if owner >= 0 and at < document.items[owner].body.end:
                names[document.items[owner].id] = None
            names |= dict.fromkeys(about_declared(project, line))
            torn |= dict.fromkeys(_WORD.findall(text.replace("\0", _UNKNOWN)))
        at += len(line)
    for word in list(torn)[:_MOST]:
        pattern = f".{{0,{_WIDEST}}}".join(map(re.escape, re.split(f"{_UNKNOWN}+", word)))
        meant = re.compile(pattern)
        missed = (name for name in hanging(project) if meant.fullmatch(name))
        names |= dict.fromkeys(sorted(f"gone:{name}" for name in missed))
    yield from names
