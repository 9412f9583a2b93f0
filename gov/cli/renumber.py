"""`gov renumber`: another number for an item, everywhere."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from gov.cli._branches import branches_of
from gov.cli._fixing import diff_of_files
from gov.cli._items import complete_identifier
from gov.cli._loading import Loaded, load
from gov.cli._printing import put, put_lines
from gov.cli._writing import replace_all
from gov.errors import UsageError
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.history.branches import Branches
    from gov.items import Item, Token
    from gov.project import Project
    from gov.renumbering import Plan, Renumbering

_LINE = re.compile(r"(.+):([0-9]{1,7})")
_MOST_SHOWN = 20


@click.command(short_help="Give an item another number, everywhere.")
@click.argument("old", shell_complete=complete_identifier)
@click.argument("new", required=False, default="")
@click.option(
    "--path", "place", default="", metavar="FILE[:LINE]",
    help="Which declaration is meant, where several have the number.",
)  # fmt: skip
@click.option("--diff", is_flag=True, help="Show what would change and change nothing.")
def renumber(old: str, new: str, place: str, *, diff: bool) -> None:
    """Give an item another number: in its declaration, its file's name, and everything that names it.

    Without NEW it gets the next number that is free on every branch. References, links, anchors, exceptions,
    the baseline and the marks in code are rewritten; a line `**Formerly**` keeps the old number readable.
    Either all files are written or none. Git is told nothing: it sees a renamed file by itself.

    \b
    Examples:
      gov renumber ADR-0012 ADR-0112
      gov renumber TASK-019 --diff
    """
    loaded = load()
    project = loaded.project
    item = _declaration(project, old, place)
    branches = branches_of(loaded)
    wanted = _renumbering(project, item, new, branches)
    plan = _plan(loaded, wanted)
    if diff:
        names = (f"rename from {a}\nrename to {b}" for a, b in plan.moved.items())
        put_lines([printable(line) for name in names for line in name.split("\n")])
        put(diff_of_files(plan.files, plan.moved))
    else:
        replace_all(loaded.root, plan.files, plan.moved)
        lines = [f"{item.id} {item.title} is {wanted.new} now"]
        lines += [f"renamed {a} to {b}" for a, b in plan.moved.items()]
        lines += [f"wrote {plan.moved.get(path, path)}" for path in plan.files]
        put_lines([printable(line) for line in lines])
    by_hand = f", where {item.id} is part of something else: mend it by hand"
    _tell(f" may mean another {item.id}" if wanted.is_shared else by_hand, plan.left)
    or_file = " or its old file" if plan.moved else ""
    _tell(f" still names {item.id}{or_file}", [at for at in plan.named if at not in plan.left])


def _tell(what: str, places: Sequence[str]) -> None:
    for place in places[:_MOST_SHOWN]:
        click.echo(printable(f"not rewritten: {place}{what}"), err=True)
    if len(places) > _MOST_SHOWN:
        click.echo(f"not rewritten: {len(places) - _MOST_SHOWN:,} more places", err=True)


def _token(project: Project, written: str) -> Token:
    """An identifier as a user writes it, in any letter case and without zeros; of an item as a whole."""
    token = project.reader.vocabulary.token_at(written.strip().upper())
    if token is None or token.end != len(written.strip()):
        message = f"{written!r} is no identifier of an item here"
        raise UsageError(message, help="Write it as in 'gov renumber ADR-0012 ADR-0112'.")
    if token.part:
        message = f"{token.id}.{token.part} is a criterion, which is numbered by its place in {token.id}"
        raise UsageError(message, help=f"An item gets another number as a whole: gov renumber {token.id}")
    return token


def _declaration(project: Project, old: str, place: str) -> Item:
    """The one declaration that is meant."""
    name = _token(project, old).id
    found = project.by_id.get(name, ())
    if not found:
        today = project.formerly.get(name)
        if today is not None:
            message = f"{name} was renumbered before"
            raise UsageError(message, help=f"It is {today.id} {today.title} now.")
        near = get_close_matches(name, project.by_id, n=1, cutoff=0.7)
        message = f"no document declares {name}"
        raise UsageError(message, help=f"Did you mean {near[0]}?" if near else "'gov list' names them all.")
    places = {f"{item.path}:{_line(item, project)}": item for item in found}
    if place:
        path, _, line = place.partition(":") if _LINE.fullmatch(place) else (place, "", "")
        path = path.removeprefix("./")
        found = tuple(i for at, i in places.items() if i.path == path and line in {"", at.rpartition(":")[2]})
    if len(found) != 1:
        ways = " or ".join(f"--path {at}" for at in places)
        where = f" in {place}" if place else ""
        message = (
            f"{name} is declared {len(found)} times{where}" if found else f"{name} is not declared{where}"
        )
        raise UsageError(message, help=f"Say which one is meant: {ways}")
    return found[0]


def _line(item: Item, project: Project) -> int:
    return project.by_path[item.path].source.position(item.place.start).line


def _renumbering(project: Project, item: Item, new: str, branches: Branches | None) -> Renumbering:
    """The new number, refused where it is another item's or of another kind."""
    from gov.renumbering import Renumbering  # noqa: PLC0415 - the rewriting is loaded once it is wanted

    taken = branches.taken if branches else frozenset()
    free = project.free_identifier(item.kind, taken)
    token = _token(project, new or free)
    if token.kind != item.kind:
        message = (
            f"{token.id} would be a {project.noun(token.kind)}, and {item.id} is a {project.noun(item.kind)}"
        )
        raise UsageError(message, help=f"The next free number is {free}.")
    if not token.number:
        raise UsageError(
            f"{token.id} is no number: they begin with 1", help=f"The next free number is {free}."
        )
    if token.id == item.id and len(project.by_id[item.id]) == 1:
        raise UsageError(f"{item.id} is its number already", help=f"The next free number is {free}.")
    if item.spelling == "malformed":
        message = f"{item.declared_as} is not written as an identifier"
        raise UsageError(message, help="Correct its heading first: 'gov check' says how.")
    holder = _holder(token.id, item, project, branches)
    if holder:
        raise UsageError(f"{token.id} is taken: {holder}", help=f"The next free number is {free}.")
    return Renumbering(project, item, token.id, token.number)


def _holder(identifier: str, item: Item, project: Project, branches: Branches | None) -> str:
    """Who has an identifier, here or on a branch, or had it; empty where nobody else does."""
    for other in project.by_id.get(identifier, ()):
        return f"{other.title or 'without a title'} in {other.path}:{_line(other, project)}"
    before = project.formerly.get(identifier)
    if before is not None and before is not item:
        return f"{before.id} {before.title} had it before"
    if branches is None or identifier not in branches.taken:
        return ""
    for declared in branches.by_id.get(identifier, ()):
        if declared.state.title.casefold() != item.title.casefold():
            return f"{declared.state.title} in {declared.state.path} on {declared.branch}"
    for name, found in branches.by_id.items():
        for declared in found:
            state = declared.state
            if identifier in state.formerly and state.title.casefold() != item.title.casefold():
                return f"{name} {state.title} on {declared.branch} had it before"
    return ""


def _plan(loaded: Loaded, wanted: Renumbering) -> Plan:
    from gov.evidence import FolderFiles  # noqa: PLC0415 - as above
    from gov.history import tracked_paths  # noqa: PLC0415 - as above
    from gov.renumbering import edits_of_baseline, edits_of_code, planned  # noqa: PLC0415 - as above
    from gov.rulebook import baseline_of  # noqa: PLC0415 - as above

    baseline = baseline_of(loaded.project)
    entries, left = edits_of_baseline(baseline, wanted) if baseline else ([], [])
    code = (
        ()
        if wanted.is_shared
        else edits_of_code(wanted, FolderFiles(loaded.root), tracked_paths(loaded.root))
    )
    return planned(wanted, (*entries, *code), left)
