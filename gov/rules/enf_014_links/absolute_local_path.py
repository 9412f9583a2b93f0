"""ENF-014.absolute-local-path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_014_links._destinations import Destinations, is_local_path, links_of, place_of_target

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def absolute_local_path(facts: Facts) -> Iterator[Draft]:
    r"""A link leads to a path on one machine.

    `C:\notes\plan.md` or somebody's home folder is there for one person; for everybody else the chain ends
    here, and the path tells strangers how that person's machine is laid out (CONST-P10).

    Cure it by putting the file into the project and linking it from there.

    Fails at tasks.md:3:14:

    ```markdown tasks.md
    ### TASK-001 Sign in

    See [a note](/Users/ada/notes/sign-in.md).
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    See [a note](notes/sign-in.md).
    ```

    ```markdown notes/sign-in.md
    # Sign-in
    ```
    """
    destinations = Destinations(facts.project)
    for document in facts.project.documents:
        for link in links_of(document):
            if not is_local_path(link.target):
                continue
            if link.target[0] == "/" and destinations.exists(link.target.split("/", 2)[1]):
                continue
            yield Draft(
                place_of_target(document, link), f"{link.target} is a path on one machine",
                "Put the file into the project and link it from there.", about=(f"path:{document.path}",),
            )  # fmt: skip
