"""`gov init`: make a folder a governed project."""

from __future__ import annotations

from pathlib import Path

import click

from gov.cli._integrations import complete_host, hosts_of, integrate
from gov.cli._loading import today
from gov.cli._printing import put_lines
from gov.cli._writing import create, template
from gov.config import CONFIGURATION_FILE, Configuration, find_root
from gov.config.defaults import DEFAULT_KINDS
from gov.errors import UsageError
from gov.history import tracked_paths
from gov.project import FolderTree, load_project

_SKELETON = {
    "docs/governance/constitution.md": "constitution.md",
    "docs/governance/plan.md": "plan.md",
    "docs/governance/specs/SPEC-001-governed-documents.md": "specs.md",
    "docs/governance/tasks.md": "tasks.md",
    "docs/governance/adr/ADR-0001-keep-governance-in-markdown.md": "adr.md",
}
_KINDS = ("principle", "plan", "spec", "task", "decision")


@click.command(short_help="Make a folder a governed project.")
@click.argument("folder", default=".", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option(
    "--ci", "given", multiple=True, metavar="HOST", shell_complete=complete_host,
    help="Also write what makes github, gitlab, gitea or forgejo judge each change; with commas, several.",
)  # fmt: skip
def init(folder: Path, given: tuple[str, ...]) -> None:
    """Make a folder a governed project: gov.toml, and first documents where it has none.

    What is there already is read, not asked for: with governed documents only gov.toml is written, expecting
    the kinds that they declare. Nothing is ever overwritten. In a project that is governed already, --ci
    writes the files for its host alone, to the top folder of the repository.

    \b
    Examples:
      gov init
      gov init services/billing
      gov init --ci github
    """
    root = folder.resolve()
    hosts = hosts_of(given)
    if find_root(root) != root:
        _begin(root)
    elif not hosts:
        message = f"{root} is a governed project already"
        raise UsageError(
            message, help="Its settings stand in gov.toml, or in pyproject.toml under [tool.gov]."
        )
    if hosts:
        integrate(root, hosts)
    put_lines(["Next: gov check"])


def _begin(root: Path) -> None:
    """Write gov.toml, and first documents where none are."""
    declared = _declared(root)
    if not declared:
        for path, name in _SKELETON.items():
            _write(root, path, template(name, date=today().isoformat()))
        declared = _declared(root)
    _write(root, CONFIGURATION_FILE, template("gov.toml", kinds=", ".join(f'"{kind}"' for kind in declared)))
    missing = [DEFAULT_KINDS[kind].noun for kind in _KINDS if kind not in declared]
    if missing:
        *rest, last = missing
        nouns = f"{', '.join(rest)} or {last}" if rest else last
        put_lines([f"No {nouns} is declared yet: add the kind to gov.toml when one is."])


def _declared(root: Path) -> tuple[str, ...]:
    """The kinds that the documents of a folder declare."""
    project = load_project(FolderTree(root, lambda: tracked_paths(root)), Configuration())
    return tuple(kind for kind in _KINDS if project.of_kind(kind))


def _write(root: Path, path: str, text: str) -> None:
    put_lines([f"{'wrote' if create(root / path, text) else 'kept '} {path}"])
