"""pytest tells which item or criterion each test shows: `@pytest.mark.gov("TASK-004.2")`.

The identifiers go into JUnit XML (`--junit-xml`) as properties called `gov`, from where `gov check` reads
them. With `--gov-strict` one that nothing declares stops the run before a test has started.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

# Whoever installs govtrace has this plug-in in every run of pytest: gov is imported where it is asked for.

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gov.project import Project

__all__ = ["pytest_addoption", "pytest_collection_modifyitems", "pytest_configure"]

_NAME = "gov"
_SHOWN = 20


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--gov-strict`."""
    parser.getgroup("gov", "governed documents").addoption(
        "--gov-strict",
        action="store_true",
        help="refuse to run when a test names an item or criterion that no governed document declares",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known, for `--strict-markers` and `--markers`."""
    config.addinivalue_line(
        "markers", "gov(identifier, ...): items or criteria that the test shows, such as 'TASK-004.2'"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Write down what each test shows, whatever other plug-ins have marked it with before."""
    mistakes: list[str] = []
    named: dict[str, str] = {}
    for item in items:
        identifiers: dict[str, None] = {}
        for mark in item.iter_markers(_NAME):
            if not mark.args or mark.kwargs or not all(_is_identifier(value) for value in mark.args):
                mistakes.append(
                    f"{item.nodeid}: gov takes one or more identifiers as texts, as in gov('TASK-004')"
                )
            else:
                identifiers.update(dict.fromkeys(mark.args))
        item.user_properties.extend((_NAME, identifier) for identifier in identifiers)
        for identifier in identifiers:
            named.setdefault(identifier, item.nodeid)
    if config.getoption("gov_strict") and named and not mistakes:
        mistakes.extend(_unknown(named, config.invocation_params.dir, config.rootpath))
    if mistakes:
        found = list(dict.fromkeys(mistakes))
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        _refuse(config, items, [*found[:_SHOWN], *more])


def _refuse(config: pytest.Config, items: list[pytest.Item], mistakes: list[str]) -> None:
    """End the run before a test has started; a worker of xdist leaves that to whoever started it."""
    if not hasattr(config, "workerinput"):
        raise pytest.UsageError(*mistakes)
    items.clear()
    report = pytest.CollectReport("gov", "failed", "\n".join(mistakes), [])
    config.hook.pytest_collectreport(report=report)


def _is_identifier(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "," not in value


def _unknown(named: dict[str, str], here: Path, around: Path) -> Iterator[str]:
    """What is wrong with the identifiers that tests name, each with the first test that does."""
    from gov.errors import GovError
    from gov.rulebook.naming import lack_of

    try:
        project = _project(here, around)
    except GovError as error:
        yield f"gov: {error}" + (f" ({error.help})" if error.help else "")
        return
    for identifier, test in named.items():
        lack = lack_of(project, identifier)
        if lack is not None:
            yield f"{test}: {identifier}, {lack.message}" + (f"; {lack.help}" if lack.help else "")


def _project(here: Path, around: Path) -> Project:
    """The project that `gov check` finds from where pytest was started, else that around the tests."""
    from gov.config import find_root, read_configuration
    from gov.history import tracked_paths
    from gov.project import FolderTree, load_project

    root = find_root(here) or find_root(around) or around
    return load_project(FolderTree(root, lambda: tracked_paths(root)), read_configuration(root))
