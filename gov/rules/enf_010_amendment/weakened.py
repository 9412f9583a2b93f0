"""ENF-010.weakened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.principles import is_retired, principles_of, title_place
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item
    from gov.project import Project
    from gov.rules.enf_010_amendment._demands import Sentence, Weakening

_SHOWN = 160
_HELP = "Take the change back, or amend: with a decision, and with a new first number of the version."


@rule("warning", needs=("base",))
def weakened(facts: Facts) -> Iterator[Draft]:
    """A principle demands less than in the base: a MUST became a SHOULD or went, or the principle is gone.

    Everything that was judged by the principle was judged by the stronger words (CONST-P6). A demand that
    fades in a change about something else was never decided on.

    A demand is less as well where an exception, a condition or a smaller circle came in: "unless", "where
    possible", "every big change" for "every change".

    Cure it by taking the change back, or by amending the constitution as it says itself. Sentences that only
    moved, also into another principle, hold as before. Compared are sentences with MUST or SHALL; one that
    was rewritten in wholly other words and demands something is not judged. A principle that is gone and
    still cited is said by ENF-001.removed-principle alone.

    Fails at constitution.md:5:1:

    ```markdown constitution.md base
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability SHOULD be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 2.0.0
    **Ratified**: 2026-01-10
    ```

    Passes:

    ```markdown constitution.md base
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    It SHOULD be pleasant to use. Every capability MUST be reachable through the HTTP API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.1.0
    **Ratified**: 2026-01-10
    ```
    """
    project, base = facts.project, facts.base
    if base is None:
        return
    # Only where there is a base is it worth the time to prepare what reads sentences.
    from gov.rules.enf_010_amendment._demands import sentences_of, weakenings  # noqa: PLC0415 - see above

    old, new = principles_of(base), principles_of(project)
    said = {identifier: sentences_of(project, item) for identifier, item in new.items()}
    everywhere = {sentence.words for sentences in said.values() for sentence in sentences}
    for identifier, item in sorted(old.items(), key=lambda entry: (entry[1].number, entry[0])):
        now = new.get(identifier)
        if now is None:
            demands = tuple(sentence for sentence in sentences_of(base, item) if sentence.demands)
            draft = _removed(item, demands, project, everywhere)
            if draft is not None:
                yield draft
        elif is_retired(now):
            if not is_retired(item) and now.field("superseded-by") is None:
                message = f"{identifier} {item.title} held in the base and was withdrawn"
                yield Draft(now.place, message, _HELP, identifier, about=(identifier,))
        else:
            for weakening in weakenings(sentences_of(base, item), said[identifier], everywhere):
                yield _draft(weakening, now)


def _removed(
    item: Item, demands: tuple[Sentence, ...], project: Project, everywhere: set[tuple[str, ...]]
) -> Draft | None:
    """That a principle is gone, unless another says the same now."""
    if is_retired(item):
        return None
    if demands and all(sentence.words in everywhere for sentence in demands):
        return None
    if not demands and any(other.title == item.title for other in project.of_kind("principle")):
        return None
    document = project.constitution
    if document is not None:
        place = title_place(document)
    elif project.documents:
        place = Place(project.documents[0].path, 0, 0)
    else:
        return None
    demanded = f"; it demanded {_shown(demands[0].text)}" if demands else ""
    return Draft(
        place,
        f"{item.id} {item.title} of the base is gone{demanded}",
        _HELP,
        item.id,
        about=(item.id, f"gone:{item.id}"),
    )


def _draft(weakening: Weakening, item: Item) -> Draft:
    before, after = weakening.before, weakening.after
    said = f"{item.id} said {_shown(before.text)} in the base"
    if after is None:
        message, place = f"{said}, and says it no more", item.place
    else:
        turned = "and now says the opposite" if weakening.is_turned else "and now says"
        if weakening.narrowed_by:
            turned = f"and leaves some of it out by {_shown(weakening.narrowed_by)}"
        message, place = f"{said}, {turned}: {_shown(after.text)}", after.place
    return Draft(place, message, _HELP, item.id, about=(item.id,))


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "...")
