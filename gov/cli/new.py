"""`gov new`: the next item of a kind, with its number, in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gov.cli._allocation import next_identifier, spot_for
from gov.cli._loading import Loaded, load, today
from gov.cli._writing import create, replace
from gov.errors import UsageError
from gov.text import printable

if TYPE_CHECKING:
    from gov.items import Item

_NAMES = {"adr": "decision", "constitution": "principle", "specification": "spec"}
_BODIES = {
    "principle": "State the rule with MUST or SHOULD.\n\n**Rationale**: Say why it is kept.\n",
    "plan": "**Status**: Proposed\n**References**: {references}\n\nSay what is built and how.\n",
    "task": (
        "**Status**: Not Started\n**References**: {references}\n**Assignee**: Vacant\n"
        "**Estimated Effort**: M\n\n"
        "**Acceptance Criteria**:\n- [ ] State an outcome that somebody else can check\n"
    ),
    "spec": (
        "**Status**: Draft\n**References**: {references}\n\n## Requirements\n\n"
        "- State what a user MUST be able to do.\n"
    ),
    "decision": (
        "**Status**: Proposed\n**Date**: {date}\n**References**: {references}\n\n"
        "## Context\n\nSay what made a decision necessary.\n\n"
        "## Decision\n\nSay what is decided.\n\n"
        "## Consequences\n\nSay what becomes easier and harder.\n"
    ),
}


@click.command(short_help="Write the next item of a kind, numbered, in its place.")
@click.argument("kind")
@click.argument("title")
@click.option("--references", default="", help="What it stands on, for example 'PLAN-002, CONST-P1'.")
@click.option("--dry-run", is_flag=True, help="Print what would be written, and where.")
def new(kind: str, title: str, references: str, *, dry_run: bool) -> None:
    """Write the next item of a KIND: next free number, right file, right form.

    KIND is task, plan, spec, adr, principle, or one of your own.

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
    identifier = next_identifier(project, kind)
    spot = spot_for(project, kind, identifier, title)
    body = _BODIES.get(kind, _BODIES["plan"]).format(references=named, date=today().isoformat())
    text = f"{'#' * spot.level} {identifier}{' ' if kind == 'task' else ': '}{title}\n\n{body}"
    if dry_run:
        click.echo(f"{spot.path}:\n\n{text}")
        return
    line = _write(loaded, spot.path, spot.offset, text)
    click.echo(f"{identifier} {title}: {spot.path}:{line}")


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
    return ", ".join(labels) or "None"


def _write(loaded: Loaded, path: str, offset: int, text: str) -> int:
    """Write an item into its place and give the line of its heading."""
    file = loaded.root / path
    if offset < 0 and not file.exists():
        create(file, text)
        return 1
    document = loaded.project.by_path.get(path)
    data = document.source.data if document else file.read_bytes()
    if offset < 0:
        offset = len(data.rstrip())
    ending = b"\r\n" if b"\r\n" in data else b"\n"
    before, after = data[:offset].rstrip(b"\r\n"), data[offset:]
    added = text.rstrip("\n").encode("utf-8").replace(b"\n", ending)
    start = before + ending + ending
    replace(file, start + added + ending + (ending + after.lstrip(b"\r\n") if after.strip() else b""))
    return start.count(b"\n") + 1
