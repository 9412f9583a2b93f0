"""ENF-014.broken-link."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_014_links._destinations import Destinations, links_of, place_of_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document
    from gov.rules.enf_014_links._destinations import Target
    from gov.text import Link

_COMPARED = 2000
_ANYWHERE = re.compile(r"top|L[0-9]{1,7}(?:-L[0-9]{1,7})?|:~:.{0,2000}", re.DOTALL)


@rule("error")
def broken_link(facts: Facts) -> Iterator[Draft]:
    """A link or image of a governed document leads to a file or heading that is not there.

    A chain that a reader cannot follow is torn, whatever its identifiers say (CONST-P10). Letter case counts:
    a link that works on a disk that takes any case breaks on a server. Links to other machines, and above the
    project's own folder, are not looked at.

    Cure it by naming the file and heading as they are called. Anchors are those that GitHub gives to
    headings, the identifiers of items, and those set in HTML.

    Fails at tasks.md:3:29:

    ```markdown tasks.md
    ### TASK-001 Sign in

    The reason is in [the plan](plans.md#sign-in).
    ```

    ```markdown plan.md
    ## Sign-in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    The reason is in [the plan](plan.md#sign-in).
    ```

    ```markdown plan.md
    ## Sign-in
    ```
    """
    destinations = Destinations(facts.project)
    vocabulary = facts.project.reader.vocabulary
    for document in facts.project.documents:
        for link in links_of(document):
            target = destinations.target_of(document, link.target)
            if target is None:
                continue
            told = _torn(destinations, document, target, is_image=link.is_image)
            if told is None:
                continue
            token = vocabulary.token_at(link.target)
            if token is None or token.end != len(link.target):
                yield _draft(document, link, *told)


def _draft(document: Document, link: Link, message: str, help_text: str) -> Draft:
    about = (f"path:{document.path}",)
    return Draft(place_of_target(document, link), message, help_text, about=about)


def _torn(
    destinations: Destinations, document: Document, target: Target, *, is_image: bool
) -> tuple[str, str] | None:
    """What is wrong with a target and what to do, None where it is there."""
    path = target.path or document.path
    if not destinations.exists(path):
        return None if destinations.leads_to_page(path) else _missing_file(destinations, path)
    fragment = target.fragment.removeprefix("user-content-")
    page = destinations.page_of(path)
    if is_image or not fragment or page is None or _ANYWHERE.fullmatch(fragment):
        return None
    anchors = destinations.anchors(page)
    if fragment in anchors:
        return None
    message = f"{page} has no heading or anchor #{fragment}"
    if fragment.lower() in anchors:
        return message, f"Letter case counts: it is #{fragment.lower()}."
    near = get_close_matches(fragment.lower(), sorted(anchors), n=1) if len(anchors) < _COMPARED else []
    return (
        message,
        f"Did you mean #{near[0]}?" if near else "Name a heading that is there.",
    )


def _missing_file(destinations: Destinations, path: str) -> tuple[str, str]:
    message = f"{path} is not there"
    other = destinations.other_case(path)
    if other:
        return (
            f"{path} is not there, but {other} is",
            "Letter case counts.",
        )
    elsewhere = destinations.same_name(path) or destinations.same_name(path + ".md")
    return (
        message,
        f"Did you mean {elsewhere}?" if elsewhere else "Name a file that is there, or take the link out.",
    )
