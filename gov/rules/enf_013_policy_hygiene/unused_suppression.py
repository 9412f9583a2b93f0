"""ENF-013.unused-suppression."""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, is_live, rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gov.rulebook import Suppression
    from gov.text import Place, Source

_BLANKS = (b" ", b"\t")
_GAPS = (*_BLANKS, b"\r", b"\n")
_FIELD = re.compile(rb"(?:[-*+] )?\*\*[^*\n]+\*\*")


@rule("warning", needs=("findings",), fix="safe")
def unused_suppression(facts: Facts) -> Iterator[Draft]:
    """An exception in the text excuses nothing that is found.

    What it excused was mended, or its code is mistyped. Left behind, it would excuse the next fault of the
    kind without a word (CONST-P8). Codes of rules that are switched off or could not run are left alone. Of
    several codes each is asked for itself: one that was written twice, or the name of a family beside the
    one code of it that is found, excuses nothing more.

    Cure it by taking the exception, or the one code of it, out; `--fix` does. A code that does not exist is
    corrected, or taken out, by `--unsafe-fixes` alone.

    Fails at tasks.md:5:18:

    ```markdown tasks.md
    ### PLAN-001: Sign-in

    ### TASK-001 Sign in

    <!-- gov: ignore[ENF-005.dangling] reason="the plan follows in May" -->

    **References**: PLAN-001
    ```

    Passes:

    ```markdown tasks.md
    ### PLAN-001: Sign-in

    ### TASK-001 Sign in

    <!-- gov: ignore[ENF-005.dangling] reason="the plan follows in May" -->

    **References**: PLAN-002
    ```
    """
    starts = _starts(facts)
    for suppression in facts.suppressions:
        if not suppression.codes:
            place = suppression.place
            yield Draft(
                place, "the exception names no code, so it excuses nothing",
                "Name the codes it is about: gov: ignore[ENF-005.dangling].", about=(f"path:{place.path}",),
            )  # fmt: skip
        elif is_live(suppression, facts.today):
            codes = suppression.codes
            unused = [at for at, code in enumerate(codes) if _is_needless(at, suppression, facts, starts)]
            for at in unused:
                yield _draft(at, suppression, facts, starts, len(unused))


def _starts(facts: Facts) -> dict[tuple[str, str], list[int]]:
    """Where each code, and each family, was found in each file, in order."""
    starts: dict[tuple[str, str], list[int]] = {}
    for finding in facts.findings or ():
        place = finding.draft.place
        for code in (finding.code, finding.code.partition(".")[0]):
            starts.setdefault((place.path, code), []).append(place.start)
    for found in starts.values():
        found.sort()
    return starts


def _is_needless(
    at: int, suppression: Suppression, facts: Facts, starts: dict[tuple[str, str], list[int]]
) -> bool:
    """Whether the code at an index excuses nothing, or nothing that the others do not."""
    code, others = suppression.codes[at], suppression.codes[:at]
    if code in others:
        return True
    if _is_unused(code, suppression, facts, starts):
        return True
    narrower = {other for other in suppression.codes if other.startswith(code + ".")}
    if not narrower or not _has_run(code, facts):
        return False
    return _count(code, suppression, starts) == sum(_count(o, suppression, starts) for o in narrower)


def _is_unused(
    code: str, suppression: Suppression, facts: Facts, starts: dict[tuple[str, str], list[int]]
) -> bool:
    if _count(code, suppression, starts):
        return False
    return _has_run(code, facts) or not _is_known(code, facts)


def _count(code: str, suppression: Suppression, starts: dict[tuple[str, str], list[int]]) -> int:
    """How many findings of a code, or a family, stand where an exception reaches."""
    extent = suppression.extent
    found = starts.get((extent.path, code), [])
    return bisect_left(found, max(extent.end, extent.start + 1)) - bisect_left(found, extent.start)


def _has_run(code: str, facts: Facts) -> bool:
    """Whether every rule of a code ran: what did not run could have found something."""
    return _is_among(code, facts.ran) and not (
        _is_among(code, facts.not_run) or _is_among(code, facts.disabled)
    )


def _is_known(code: str, facts: Facts) -> bool:
    return any(_is_among(code, known) for known in (facts.ran, facts.not_run, facts.disabled))


def _is_among(code: str, known: Collection[str]) -> bool:
    """Whether some rules hold that of a code, or one of the family that it names."""
    return code in known or ("." not in code and any(rule.startswith(code + ".") for rule in known))


def _draft(
    at: int, suppression: Suppression, facts: Facts, starts: dict[tuple[str, str], list[int]], unused: int
) -> Draft:
    code = suppression.codes[at]
    source = facts.project.by_path[suppression.place.path].source
    place = _place_of(at, suppression, source)
    whole = unused == len(suppression.codes)
    cut = _whole(suppression, source) if whole else _in_list(place, source)
    title, edit = f"Take the exception from {code} out", Edit(cut, "")
    is_known = _is_known(code, facts)
    if is_known:
        message = f"the exception from {code} excuses nothing{_why(at, suppression, starts)}"
        help_text = "Take it out."
    else:
        near = get_close_matches(code, sorted((*facts.ran, *facts.not_run, *facts.disabled)), n=1)
        message = f"the exception from {code} excuses nothing: no rule that can be excused has this code"
        help_text = f"Did you mean {near[0]}?" if near else "Take it out."
        is_needed = bool(near) and near[0] not in suppression.codes
        if is_needed and place is not suppression.place and _count(near[0], suppression, starts):
            title, edit = f"Write {near[0]} for {code}", Edit(place, near[0])
    # Somebody meant something by a code that does not exist: a guess at it, or its loss, is theirs to decide.
    fix = Fix(title, (edit,), is_safe=is_known)
    return Draft(place, message, help_text, fix=fix, about=(f"path:{place.path}",))


def _why(at: int, suppression: Suppression, starts: dict[tuple[str, str], list[int]]) -> str:
    code = suppression.codes[at]
    if code in suppression.codes[:at]:
        return " more: it is named twice"
    if _count(code, suppression, starts):
        return " more: what is found of it here is named beside it"
    return ": it is not found here"


def _place_of(at: int, suppression: Suppression, source: Source) -> Place:
    place, code = suppression.place, suppression.codes[at]
    written = re.compile(rb"(?<=[\[, \t\r\n])" + re.escape(code.encode("utf-8")) + rb"(?=[\], \t\r\n])")
    start = source.data.find(b"[", place.start)
    before = suppression.codes[:at].count(code)
    found = next(islice(written.finditer(source.data, start, place.end), before, None), None)
    return source.place(*found.span()) if found else place


def _whole(suppression: Suppression, source: Source) -> Place:
    """The comment and the white space before it, or its whole line where it has one to itself.

    The line stays, empty, where its neighbours would otherwise grow together into something else. A last line
    that nothing ends takes with it what ends the lines above, so that the file goes on ending in text.
    """
    data, end = source.data, suppression.place.end
    start = suppression.place.start
    while data[start - 1 : start] in _BLANKS:
        start -= 1
    if start == 0 or data[start - 1 : start] == b"\n":
        last = data.find(b"\n", end)
        rest = data[end : last if last >= 0 else len(data)]
        before = data[:start].removesuffix(b"\n").rpartition(b"\n")[2]
        after = data[last + 1 :].partition(b"\n")[0]
        if last >= 0 and not rest.strip() and _may_meet(before, after):
            return source.place(start, last + 1)
        if last < 0 and not rest.strip():
            return source.place(len(data[:start].rstrip()), len(data))
    return source.place(start, end)


def _may_meet(before: bytes, after: bytes) -> bool:
    """Whether two lines mean the same next to each other as they did with a comment between them."""
    if not before.strip() or not after.strip() or _FIELD.match(after):
        return True
    return after[:1].isalnum() and not _FIELD.match(before)


def _in_list(place: Place, source: Source) -> Place:
    """A code with the comma that parts it from its neighbour."""
    start, end = place.start, place.end
    data = source.data
    while data[end : end + 1] in _GAPS:
        end += 1
    if data[end : end + 1] == b",":
        end += 1
        while data[end : end + 1] in _GAPS:
            end += 1
        return source.place(start, end)
    while data[start - 1 : start] in (*_GAPS, b","):
        start -= 1
    return source.place(start, place.end)
