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
    from gov.project import Project


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
# What a criterion that is a sample begins with.
_MARKS = frozenset("[.\u2026")
_SAMPLES = frozenset(("spec", "acce", "crit", "outc", CRITERION_TO_WRITE[:4].lower()))
# What stands before the blank of an identifier, and the blank's own first sign.
_BLANK = re.compile(r"-P?[#XxNn?*<{_]", re.IGNORECASE)
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
    suspects = _suspects(facts.project)
    for item in facts.project.of_kind(TASK) if suspects else ():
        if item.place not in suspects:
            continue
        found = list(_left(item, vocabulary))
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


def _left(item: Item, vocabulary: Vocabulary) -> Iterator[tuple[Place, str]]:
    """Where an item holds words of a template, and which."""
    if _TITLE.fullmatch(item.title):
        yield item.place, item.title
    for field in item.fields:
        if field.key not in _LOOKED_AT:
            continue
        words = _words_left(field, vocabulary)
        if words and (field.key != "status" or item.phase is not None):
            yield _place_of(words, field), words
    for criterion in item.criteria:
        if _CRITERION.fullmatch(criterion.text):
            yield criterion.place, criterion.text


def _place_of(words: str, field: Field) -> Place:
    """Where the words stand, the whole value where they are not on its first line."""
    at = field.line.text.find(words, field.start)
    return Place(field.path, *field.line.span(at, at + len(words))) if at >= 0 else field.place


def _suspects(project: Project) -> set[Place]:
    """Where the items are declared that show the sign which every placeholder of some kind has.

    Nearly no item does, and the expressions cost ten such looks.
    """
    tasks = project.of_kind(TASK)
    leads = {criterion.text[:4] for item in tasks for criterion in item.criteria}
    samples = {lead for lead in leads if lead[:1] in _MARKS or lead.lower() in _SAMPLES}
    found = {item.place for item in tasks if "title" in item.title.lower()}
    if samples:
        found.update(item.place for item in tasks if any(c.text[:4] in samples for c in item.criteria))
    for key, shows in _SIGNS.items():
        named = project.fields_named(key)
        # One look at all of them together tells of nearly every project that none does.
        # A line that holds many fields is looked at once.
        text = "\n".join({field.line.text: None for _, field in named})
        if shows(text) or any(field.more for _, field in named):
            found.update(item.place for item, field in named if field.more or shows(field.line.text))
    return found


def _may_be_blank(text: str) -> bool:
    return not text.isascii() or _BLANK.search(text) is not None


def _may_be_choice(text: str) -> bool:
    return "|" in text


def _may_be_slot(text: str) -> bool:
    return "[" in text or "<" in text or "{" in text or "our name" in text.lower()


def _may_be_note(text: str) -> bool:
    return "[" in text or "ef techn" in text.lower()


_SIGNS = {
    **dict.fromkeys(sorted(_NAMING), _may_be_blank), "status": _may_be_choice, "assignee": _may_be_slot,
    "notes": _may_be_note,
}  # fmt: skip


def _words_left(field: Field, vocabulary: Vocabulary) -> str:
    key = field.key
    if key in _NAMING:
        return _placeholder(field.value, vocabulary)
    pattern, value = _PATTERNS[key], field.value
    return value if pattern.fullmatch(value) or (key == "status" and pattern.search(value)) else ""


def _placeholder(value: str, vocabulary: Vocabulary) -> str:
    found = (token.written for token in vocabulary.near_tokens(value) if token.spelling == "placeholder")
    return next(found, "")
