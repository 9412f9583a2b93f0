"""Reports written to files beside the one on standard output: `--output sarif=gov.sarif`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gov.cli._printing import encoded
from gov.errors import UsageError
from gov.project.repository import find_repository
from gov.reports import report, report_names, shows_fixes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.cli._loading import Loaded
    from gov.reports import Context
    from gov.rulebook import Facts, Rulebook, Verdict

__all__ = ["Output", "outputs_of", "refuse_linked", "refuse_unwritable", "with_sound_fixes", "write_outputs"]


class Output(NamedTuple):
    """One report to a file."""

    form: str
    file: Path


def outputs_of(written: Iterable[str], loaded: Loaded, *, diff: bool = False) -> tuple[Output, ...]:
    """What `--output` asks for; raises `UsageError` where that cannot be, before anything is checked."""
    outputs: list[Output] = []
    for text in written:
        output = _read(text)
        refuse_unwritable(output.file, loaded)
        _refuse_taking_place(output.file, loaded, (loaded.project.configuration.change.log,))
        if any(output.file.resolve() == other.file.resolve() for other in outputs):
            message = f"two reports would be written to {output.file}"
            raise UsageError(message, help="Give each --output a file of its own.")
        outputs.append(output)
    if outputs and diff:
        raise UsageError("--output writes a report, and --diff makes none", help="Leave one of them out.")
    return tuple(outputs)


def refuse_unwritable(file: Path, loaded: Loaded) -> None:
    """Raise `UsageError` for a file that no command writes: unfit, of git, or read by the check itself."""
    _refuse_unfit(file)
    _refuse_git(file)
    _refuse_governed(file, loaded)


def refuse_linked(files: Iterable[Path], root: Path) -> None:
    """Raise `UsageError` for a file that a link within the repository around a project leads to.

    A change may have laid that link, and its judge would write wherever the change wants. Links outside of
    the repository are those of whoever runs the judge.
    """
    repository = find_repository(root)
    top = repository.top if repository else root
    for file in files:
        at = Path("/")
        for part in Path.cwd().joinpath(file).parts[1:]:
            if part == "..":
                at = at.parent
                continue
            step = at / part
            if step.is_symlink() and at.is_relative_to(top):
                name = step.relative_to(top).as_posix()
                message = f"{str(file)!r} cannot be written: {name!r} is a symbolic link of the repository"
                raise UsageError(message, help="Name a file outside of the repository.")
            at = step.resolve()


def with_sound_fixes(verdict: Verdict, forms: Iterable[str], facts: Facts, rulebook: Rulebook) -> Verdict:
    """A verdict as it may be told: where a report shows fixes, with those that bring no other finding."""
    if not any(map(shows_fixes, forms)):
        return verdict
    from gov.rulebook.offering import offered  # noqa: PLC0415 - most reports show no fix

    return offered(verdict, facts, rulebook)


def write_outputs(outputs: tuple[Output, ...], verdict: Verdict, context: Context) -> None:
    """Write each report whole, or not at all."""
    if not outputs:
        return
    from gov.cli._writing import replace  # noqa: PLC0415 - a check without files need not load it

    for output in outputs:
        text = report(output.form)(verdict, context._replace(use_color=False))
        replace(output.file, encoded(text))


def _read(text: str) -> Output:
    form, equals, name = text.partition("=")
    if not equals:
        message = f"--output {text!r} names no file"
        raise UsageError(message, help="Write FORMAT=FILE: --output sarif=gov.sarif")
    names = report_names()
    if form not in names:
        from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

        near = get_close_matches(form, names, n=1)
        way_out = f"Did you mean {near[0]!r}?" if near else f"Formats are {', '.join(names)}."
        message = f"--output {text!r}: no report format is called {form!r}"
        raise UsageError(message, help=way_out)
    if name in {"", "-"} or name.endswith(("/", os.sep)):
        message = f"--output {text!r} names no file"
        way_out = (
            f"Standard output is for one report: --format {form}"
            if name in {"", "-"}
            else "Name a file in it."
        )
        raise UsageError(message, help=way_out)
    return Output(form, Path(name))


def _refuse_unfit(file: Path) -> None:
    try:
        if not file.parent.is_dir():
            message = f"{str(file)!r} cannot be written: the folder {str(file.parent)!r} is not there"
            raise UsageError(message, help="Make the folder first.")
        if file.is_symlink():
            message = f"{str(file)!r} cannot be written: it is a symbolic link"
            raise UsageError(message, help="Name a file, or remove the link.")
        if file.exists() and not file.is_file():
            message = f"{str(file)!r} cannot be written: it is no regular file"
            raise UsageError(message, help="Name a file.")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        message = f"{str(file)!r} cannot be written: {reason}"
        raise UsageError(message, help="Name a file that can be.") from error


def _refuse_git(file: Path) -> None:
    """A report is no part of a repository: what lies there is its state, or a program that it runs."""
    real = file.resolve()
    folders = (real.parent, *real.parents)
    bare = (f for f in folders if (f / "HEAD").is_file() and (f / "objects").is_dir())
    if any(folder.name == ".git" for folder in folders) or next(bare, None) is not None:
        message = f"{str(file)!r} would be written into the folder of a git repository's own files"
        raise UsageError(message, help="Name a file outside of it.")


def _refuse_governed(file: Path, loaded: Loaded) -> None:
    """A report never takes the place of what it reports on."""
    settings = loaded.project.configuration
    documents = (document.path for document in loaded.project.documents)
    _refuse_taking_place(file, loaded, (settings.path, settings.check.baseline, *documents))


def _refuse_taking_place(file: Path, loaded: Loaded, paths: Iterable[str]) -> None:
    if not file.exists():
        return
    for path in filter(None, paths):
        own = loaded.root / path
        if own.exists() and own.samefile(file):
            message = f"{str(file)!r} would be overwritten, and this check reads it"
            raise UsageError(message, help="Name another file.")
