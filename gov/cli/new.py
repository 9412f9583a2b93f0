"""`gov new`: the next item of a kind, with its number, in its place."""

from __future__ import annotations

from dataclasses import replace as replace_values
from typing import TYPE_CHECKING

import click

from gov.cli._allocation import Spot, spot_for
from gov.cli._branches import identifiers_of_branches
from gov.cli._drafts import Draft, written
from gov.cli._loading import Loaded, load, today
from gov.cli._printing import put, put_lines
from gov.cli._writing import create, read, replace
from gov.config import ProjectSettings
from gov.errors import UsageError
from gov.project import MemoryTree, load_project
from gov.text import printable

if TYPE_CHECKING:
    from gov.config import Configuration
    from gov.items import Item
    from gov.project import Project

_NAMES = {"adr": "decision", "constitution": "principle", "specification": "spec"}
_STANDING = frozenset(("plan", "task", "spec", "decision"))


@click.command(short_help="Write the next item of a kind, numbered, in its place.")
@click.argument("kind")
@click.argument("title")
@click.option("--references", default="", help="What it stands on, for example 'PLAN-002, CONST-P1'.")
@click.option("--local", is_flag=True, help="Look for a free number in the work tree alone.")
@click.option("--dry-run", is_flag=True, help="Print what would be written, and where.")
def new(kind: str, title: str, references: str, *, local: bool, dry_run: bool) -> None:
    """Write the next item of a KIND: next free number, right file, right form.

    KIND is task, plan, spec, adr, principle, or one of your own. The number is free here and on every branch
    of the repository, those of remotes included, as far as they were fetched.

    \b
    Examples:
      gov new task "Sign in with a passkey" --references PLAN-004
      gov new adr "Keep sessions in the database"
    """
    loaded = load()
    project = loaded.project
    kind = _NAMES.get(kind.lower(), kind.lower())
    if kind not in project.configuration.kinds or kind == "rule":
        known = ", ".join(name for name in project.configuration.kinds if name != "rule")
        message = f"no kind is called {kind!r}"
        raise UsageError(message, help=f"Known kinds: {known}.")
    title = " ".join(title.split())
    if not title or printable(title) != title:
        message = "the title is empty or holds control characters"
        raise UsageError(message, help='Give it in quotes: gov new task "Sign in with a passkey".')
    named = _named(loaded, references)
    if named and kind == "principle":
        message = "a principle refers to nothing"
        raise UsageError(message, help="Leave --references away.")
    draft = Draft(kind, project.free_identifier(kind), title, named, today().isoformat())
    identifier, spot, text = _placed(draft, project)
    if not local and identifier in (taken := identifiers_of_branches(loaded)):
        free = project.free_identifier(kind, taken)
        identifier, spot, text = _placed(replace_values(draft, identifier=free), project)
    if dry_run:
        put(f"{spot.path}:\n\n{text}")
        return
    line = _write(loaded, spot, text, project.noun(kind))
    put_lines([printable(f"{identifier} {title}: {spot.path}:{line}")])
    if not named and (kind in _STANDING or project.configuration.kinds[kind].upstream):
        label = project.configuration.fields["references"][0]
        hint = f"it names nothing it stands on yet: add **{label}**, or use --references"
        click.echo(printable(hint), err=True)
    if identifier not in load().project.by_id:
        click.echo(
            f"gov.toml does not count {spot.path} among the documents: mend [project] documents.", err=True
        )


def _placed(draft: Draft, project: Project) -> tuple[str, Spot, str]:
    """The identifier of a new item, its place and its text; refused where the title would be misread."""
    spot = spot_for(project, draft.kind, draft.identifier, draft.title)
    text = written(draft, spot, project.configuration)
    if _declared(text, spot.path, project.configuration) != [draft.identifier]:
        message = f"under this title the heading would not declare {draft.identifier} alone: {draft.title!r}"
        raise UsageError(message, help="Leave identifiers out of the title.")
    return draft.identifier, spot, text


def _declared(text: str, path: str, configuration: Configuration) -> list[str]:
    """What a text declares where every file is a document."""
    tree = MemoryTree({path: text.encode("utf-8", "replace")})
    everywhere = replace_values(configuration, project=ProjectSettings())
    return [item.id for item in load_project(tree, everywhere).items]


def _named(loaded: Loaded, references: str) -> str:
    """References with each item's title as label; refused where one names nothing."""
    project = loaded.project
    tokens = list(project.reader.vocabulary.tokens(references.upper()))
    if references.strip() and not tokens:
        message = f"{references!r} names no identifier"
        raise UsageError(message, help="Name items such as PLAN-002.")
    labels = []
    for token in tokens:
        item: Item | None = project.graph.items.get(token.id)
        if item is None:
            near = project.nearest(token.id, token.kind)
            message = f"no document declares {token.id}"
            raise UsageError(
                message, help=f"Did you mean {near.id} {near.title}?" if near else "See 'gov list'."
            )
        labels.append(f"{item.id} ({item.title})")
    return ", ".join(labels)


def _write(loaded: Loaded, spot: Spot, text: str, noun: str) -> int:
    """Write an item into its place and give the line of its heading."""
    file = loaded.root / spot.path
    head = "" if spot.level == 1 else f"# {noun.capitalize()}s\n\n"
    if spot.offset < 0 and create(file, head + text):
        return head.count("\n") + 1
    document = loaded.project.by_path.get(spot.path)
    data = document.source.data if document else read(file)
    offset = len(data.rstrip()) if spot.offset < 0 else spot.offset
    ending = b"\r\n" if b"\r\n" in data else b"\n"
    before, after = data[:offset].rstrip(b"\r\n"), data[offset:]
    added = text.rstrip("\n").encode("utf-8").replace(b"\n", ending)
    start = before + ending + ending
    replace(file, start + added + ending + (ending + after.lstrip(b"\r\n") if after.strip() else b""))
    return start.count(b"\n") + 1
