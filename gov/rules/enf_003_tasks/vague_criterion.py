"""ENF-003.vague-criterion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


_HOLLOW = re.compile(
    r"(?:(?:it|this|that|everything|all|the (?:feature|system|code|app|application))\s)?"
    r"(?:just\s)?(?:works?|runs?|functions?|is|are|looks?|feels?|performs?|behaves?)\s"
    r"(?:well|fine|good|great|ok|okay|correctly|properly|nicely|as expected|fast|quick|nice|complete|finished|done)",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"(?:\betc\b\.?|\band so on\b|\bas needed\b|\bas appropriate\b|\bif necessary\b|\btbd\b)", re.IGNORECASE
)
_WORD = re.compile(r"\w+")


@rule("warning")
def vague_criterion(facts: Facts) -> Iterator[Draft]:
    """A criterion says nothing that can be checked.

    Two readers will disagree on whether it holds (CONST-P9). Say what is observed, with a number where there is one.

    Fails at tasks.md:9:7:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] Works well
    - [ ] A wrong password yields 401
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    for item in facts.project.of_kind("task"):
        for criterion in item.criteria:
            why = _vagueness(criterion.text)
            if why:
                yield Draft(
                    criterion.place,
                    f"criterion {criterion.id} {why}",
                    "Say what somebody else can observe: an input and its outcome, a number, a file, a page.",
                    item.id,
                    about=(item.id,),
                )


def _vagueness(text: str) -> str:
    plain = text.strip().rstrip(".!")
    if _HOLLOW.fullmatch(plain):
        return f"is a judgement, not an outcome: {plain!r}"
    if plain.isascii() and len(plain) < _LONGEST_WORD and len(_WORD.findall(plain)) < _FEWEST_WORDS:
        return f"is a single word: {plain!r}" if plain else "is empty"
    found = _OPEN_ENDED.search(plain)
    # In parentheses it lists examples of what the rest says.
    if found and plain[: found.start()].count("(") <= plain[: found.start()].count(")"):
        return f"leaves open what it means: {found.group()!r}"
    return ""


_FEWEST_WORDS = 2
_LONGEST_WORD = 40
