"""Files that make a code host judge each change: what lies in a host's folder is what a repository gets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gov.cli._printing import put_lines
from gov.cli._writing import create
from gov.errors import UsageError
from gov.project.repository import find_repository

if TYPE_CHECKING:
    import click

__all__ = ["complete_host", "hosts_of", "integrate"]

_FOLDER = Path(__file__).parent / "_templates" / "ci"
_OF_GITLAB = ".gitlab-ci.yml"


def complete_host(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The hosts that a shell offers."""
    return [name for name in _host_names() if name.startswith(incomplete)]


def hosts_of(given: tuple[str, ...]) -> tuple[str, ...]:
    """The hosts that `--ci` names, as it may be given more than once and with commas; each once, sorted."""
    wanted = {name.strip() for text in given for name in text.split(",")}
    names = _host_names()
    for name in sorted(wanted - set(names)):
        message = f"--ci {name!r} is no host that there are files for"
        raise UsageError(message, help=f"There are files for {', '.join(names)}.")
    return tuple(sorted(wanted))


def integrate(project: Path, hosts: tuple[str, ...]) -> None:
    """Write the files of hosts to the top of the repository that a project lies in."""
    repository = find_repository(project)
    top = repository.top if repository else project
    for host in hosts:
        for source in sorted(path for path in (_FOLDER / host).rglob("*") if path.is_file()):
            _put(top, source.relative_to(_FOLDER / host).as_posix(), source.read_text("utf-8"))
    if top != project:
        where = project.relative_to(top).as_posix()
        put_lines(
            [f"The project lies in {where}: let the steps that run gov begin there (working-directory)."]
        )


def _host_names() -> tuple[str, ...]:
    """The hosts that there are files for, sorted."""
    return tuple(sorted(folder.name for folder in _FOLDER.iterdir() if folder.is_dir()))


def _put(top: Path, path: str, text: str) -> None:
    file = top / path
    # A link out of the repository is followed by nobody who only asked for files in it.
    if not file.resolve().is_relative_to(top):
        message = f"{path} would be written outside of {top}"
        raise UsageError(
            message, help="A folder on the way to it is a link: remove the link, or write by hand."
        )
    is_new = create(file, text)
    put_lines([f"{'wrote' if is_new else 'kept '} {path}"])
    if path == _OF_GITLAB and not is_new:
        put_lines(
            [f"  {path} is yours: add to it what is missing", *(f"    {line}" for line in text.splitlines())]
        )
