"""ENF-003.vague-criterion."""

from __future__ import annotations

import re
from itertools import repeat
from operator import contains
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_003_tasks._tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f'\u2019-]+[.!]?")
_ASIDE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|\u201c[^\u201c\u201d]*\u201d|\u00ab[^\u00ab\u00bb]*\u00bb|`[^`]*`"
)
_HOLLOW = re.compile(
    r"\b(?:works? (?:well|fine|great|nicely|good|perfectly|properly|as expected|as intended|as it should)"
    r"|(?:is|are|looks?) (?:very |really |reasonably |quite )?"
    r"(?:good|nice|great|fine|ok|okay|perfect|awesome)(?: enough)?\b(?! (?:for|at|until|to))"
    r"|user[ -]friendly|easy to use|high[ -]quality|state of the art|best practices are followed"
    r"|(?:as|if|when|where) (?:needed|necessary|appropriate)|and so (?:on|forth)|and more\Z|etc\b(?![\w/-]))",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"\b(?:is|are|be|feels?|runs?|loads?) (?:very |really |reasonably |sufficiently |fast and )?"
    r"(?:fast|quick|quickly|performant|responsive|robust|scalable|efficient|intuitive|flexible|maintainable|modern)\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:(?:everything|it|this|all|the (?:feature|code|system|task)) (?:works|is (?:done|complete|finished))"
    r"|all good|good (?:performance|quality|code|ux|tests)|fast(?: performance| response| and reliable)?"
    r"|(?:is )?done|to do)",
    re.IGNORECASE,
)
# Each wording above holds one of these words. Looking for them first spares nearly every criterion the
# expressions, which would otherwise cost more than all other rules together.
_TELLING = frozenset((
    "work", "works", "good", "nice", "great", "fine", "ok", "okay", "perfect", "awesome", "user",
    "friendly", "easy", "quality", "art", "practices", "needed", "necessary", "appropriate",
    "so", "more", "etc", "fast", "quick", "quickly", "performant", "responsive", "robust", "scalable",
    "efficient", "intuitive", "flexible", "maintainable", "modern", "done", "complete", "finished", "do",
))  # fmt: skip
_LETTERS = re.compile(r"[a-z]+")
_BLANKS = repeat(" ")


@rule("warning")
def vague_criterion(facts: Facts) -> Iterator[Draft]:
    """A criterion says nothing that could be shown.

    What `works well` nobody can verify, so ticking it means nothing (CONST-P9). Only plainly hollow
    wordings are found: a single word, or a phrase such as `user friendly`, `as needed` or `etc.`
    outside brackets and quotation marks.

    Cure it by naming the outcome: who does what, what is then seen, within which number.

    Fails at tasks.md:9:7:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] Sign-in works well
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
    tasks = facts.project.of_kind(TASK)
    texts = [[criterion.text.strip() for criterion in item.criteria] for item in tasks]
    telling = _telling_words(texts)
    for item, criteria in zip(tasks, texts, strict=True):
        if not telling and all(map(contains, criteria, _BLANKS)):
            continue
        for criterion in item.criteria:
            hollow = _hollow(criterion.text, telling)
            if hollow and not criterion.is_struck:
                yield Draft(
                    criterion.place,
                    f"criterion {criterion.id} cannot be shown: {hollow}",
                    "Say what will be seen, by whom, and within which number.",
                    item.id,
                    about=(item.id, criterion.id),
                )


def _telling_words(texts: Iterable[list[str]]) -> tuple[str, ...]:
    """The telling words that stand in the criteria of any task: most of them stand in none."""
    words: set[str] = set()
    # Task by task: all their words at once would be the largest thing in memory.
    for criteria in texts:
        words.update(" ".join(criteria).split())
    return tuple(sorted(_TELLING.intersection(_LETTERS.findall(" ".join(words).lower()))))


def _hollow(text: str, telling: tuple[str, ...]) -> str:
    """What is hollow about a criterion, empty where nothing plainly is or no telling word stands in it."""
    plain = text.strip()
    if " " not in plain:
        return f"{plain!r} is a single word" if _WORD.fullmatch(plain) else ""
    lower = plain.lower()
    for word in telling:
        if word in lower:
            break
    else:
        return ""
    if any(mark in plain for mark in '(["`\u201c\u00ab'):
        plain = _ASIDE.sub(" ", plain).strip()
    found = _HOLLOW.search(plain)
    if found is not None and plain[found.start() - 1 : found.start()] not in {"/", "-", "."}:
        return f"{found.group()!r} can mean anything"
    plain = plain.rstrip(" .!")
    adjective = _ADJECTIVE.search(plain) or _ALONE.fullmatch(plain)
    return f"{adjective.group()!r} can mean anything" if adjective else ""
