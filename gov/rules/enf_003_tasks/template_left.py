"""ENF-003.template-left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.config import CRITERION_TO_WRITE
from gov.rulebook import Draft, Facts, Related, rule
from gov.rules.enf_003_tasks._tasks import TASK
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Field, Item, Vocabulary


_CRITERION = re.compile(
    r"(?:\[?specific,?(?: and)? (?:measurable|verifiable) (?:outcome|criterion|result)s?\s?[0-9]*\]?"
    r"|\[?(?:acceptance )?criterion\s?[0-9A-Z]?\]?|\[?outcome\s?[0-9A-Z]?\]?"
    r"|\[(?:criterion|outcome|describe)[^\]]*\]|\.{3}|\u2026|" + re.escape(CRITERION_TO_WRITE) + r"\.?)",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"\[(?:your |full |person'?s? )?(?:name|assignee|owner|team)(?: or [a-z]+| here)?\]"
    r"|<(?:name|assignee|owner)>|\{(?:name|assignee)\}|your name(?: here)?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\[?brief technical (?:approach|notes?)[^.]{0,40}\]?|\[(?:notes?|description|approach)[^\]]*\]",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\[[^\]]{0,60}title[^\]]{0,60}\]|<title>|task title|title", re.IGNORECASE)
_LONGEST_SAMPLE = len(CRITERION_TO_WRITE) + 2
_CHOICE = re.compile(r"\w\s?\|\s?\w")
_PATTERNS = {"assignee": _SLOT, "notes": _NOTE, "status": _CHOICE}
_NAMING = frozenset(("references", "dependencies", "supersedes", "superseded-by"))
_LOOKED_AT = _NAMING | _PATTERNS.keys()


@rule("warning")
def template_left(facts: Facts) -> Iterator[Draft]:
    """A task still holds words of the template.

    The place was left for something that nobody wrote: a name, a criterion, an identifier (CONST-P9).

    Cure it by writing what the template asks for, or by deleting the line.

    Fails at tasks.md:9:7:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] Specific, measurable outcome 1
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    vocabulary = facts.project.reader.vocabulary
    clean: set[str] = set()
    for item in facts.project.of_kind(TASK):
        found = list(_left(item, vocabulary, clean))
        if not found:
            continue
        place, words = found[0]
        others = len(found) - 1
        more = f", and {others} more {'place' if others == 1 else 'places'} like it" if others else ""
        related = tuple(Related(other, f"{text!r} is left as well") for other, text in found[1:])
        yield Draft(
            place,
            f"{item.id} still holds {words!r} of the template{more}",
            "Write what the template asks for, or delete the line.",
            item.id,
            related,
            about=(f"template:{item.id}",),
        )


def _left(item: Item, vocabulary: Vocabulary, clean: set[str]) -> Iterator[tuple[Place, str]]:
    """Where an item holds words of a template, and which; `clean` are lines known to hold none."""
    if "title" in item.title.lower() and _TITLE.fullmatch(item.title):
        yield item.place, item.title
    for field in item.fields:
        # One look at its line shows of nearly every field that it holds none; the expressions cost ten.
        if field.key not in _LOOKED_AT:
            continue
        line = field.line.text
        if not field.more and (line in clean or not _may_hold_one(line)):
            clean.add(line)
            continue
        words = _words_left(field, vocabulary)
        if words and (field.key != "status" or item.phase is not None):
            yield _place_of(words, field), words
    for criterion in item.criteria:
        text = criterion.text
        is_short = len(text) < _LONGEST_SAMPLE or text[0] == "["
        if is_short and _may_be_sample(text) and _CRITERION.fullmatch(text):
            yield criterion.place, criterion.text


def _place_of(words: str, field: Field) -> Place:
    """Where the words stand, the whole value where they are not on its first line."""
    at = field.line.text.find(words, field.start)
    return Place(field.path, *field.line.span(at, at + len(words))) if at >= 0 else field.place


def _may_hold_one(line: str) -> bool:
    """Whether a line holds a sign that every placeholder has one of."""
    return (
        "[" in line or "#" in line or "<" in line or "{" in line or "|" in line or "*" in line or "?" in line
        or "_" in line or "XX" in line or "xx" in line or "NN" in line or "nn" in line or "our " in line
        or "OUR " in line or "rief" in line or "RIEF" in line
    )  # fmt: skip


def _may_be_sample(criterion: str) -> bool:
    """Whether a criterion holds a word that every sample has one of."""
    text = criterion.lower()
    return (
        "criterion" in text or "outcome" in text or "result" in text or "describe" in text
        or text[:1] in {".", "\u2026"}
    )  # fmt: skip


def _words_left(field: Field, vocabulary: Vocabulary) -> str:
    key = field.key
    if key in _NAMING:
        return _placeholder(field.value, vocabulary)
    pattern, value = _PATTERNS[key], field.value
    return value if pattern.fullmatch(value) or (key == "status" and pattern.search(value)) else ""


def _placeholder(value: str, vocabulary: Vocabulary) -> str:
    found = (token.written for token in vocabulary.near_tokens(value) if token.spelling == "placeholder")
    return next(found, "")
