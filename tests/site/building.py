"""Small sites, built as a user would build them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from mkdocs.commands.build import build
from mkdocs.config import load_config

CONFIGURATION = """\
site_name: Small
theme:
  name: material
  font: false
plugins: [search, gov]
"""

CONSTITUTION = """\
# Constitution

**Version**: 1.0.0
**Ratified**: 2025-01-01

## Principles

### CONST-P1: Testable Units

Everything that is built can be shown to work.

## Governance

Whoever wants to change a principle proposes it as a decision.

## Change log

- 2025-01-01: first version.
"""
PLAN = """\
# Plan

### PLAN-001: Accounts

**Status**: Active
**References**: CONST-P1 (Testable Units)

People sign in before they change anything.
"""
TASKS = """\
---
title: Work <i>to do</i>
---
# Tasks

See [the plan](plan.md#PLAN-001) and [the sign-in](#TASK-001).

### TASK-001 Sign in

**Status**: Completed
**References**: PLAN-001 (Accounts)
**Assignee**: Vera
**Estimated Effort**: S

**Acceptance Criteria**:
- [x] A right password opens a session

### TASK-002 Sign out

**Status**: Not Started
**References**: PLAN-001
**Assignee**: Vacant
**Estimated Effort**: M
**Dependencies**: TASK-001

**Acceptance Criteria**:
- [ ] The session ends[^1]

Back to [the sign-in](#TASK-001) or [the plan](plan.md).

[^1]: At once.
"""
INDEX = (
    "# Welcome\n\nTASK-001 is done, `TASK-001` is code, [TASK-001](tasks.md#TASK-001) is a link. - PLAN-001\n"
)

HEALTHY = {
    "mkdocs.yml": CONFIGURATION,
    "docs/index.md": INDEX,
    "docs/constitution.md": CONSTITUTION,
    "docs/plan.md": PLAN,
    "docs/tasks.md": TASKS,
}


@dataclass(frozen=True)
class Built:
    """A built site and what the build said."""

    root: Path
    messages: tuple[str, ...]

    def text(self, address: str) -> str:
        file = self.root / "site" / address
        return (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")

    def page(self, address: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(address), "html.parser")

    def addresses(self) -> list[str]:
        return [
            file.relative_to(self.root / "site").as_posix()
            for file in sorted(self.root.rglob("site/**/*.html"))
        ]

    def pages(self) -> Iterator[tuple[str, BeautifulSoup]]:
        """Every page; a few hundred take seconds to read, so where words are enough, look at the text."""
        for address in self.addresses():
            yield address, self.page(address)


def article(page: BeautifulSoup) -> Tag:
    found = page.find("article")
    assert isinstance(found, Tag)
    return found


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def built(folder: Path, files: dict[str, str], *, strict: bool = False) -> Built:
    write(folder, files)
    with _messages() as said:
        build(load_config(str(folder / "mkdocs.yml"), strict=strict))
    return Built(folder, tuple(said))


@contextmanager
def _messages() -> Iterator[list[str]]:
    said: list[str] = []
    handler = logging.Handler(logging.INFO)
    handler.emit = lambda record: said.append(f"{record.levelname} {record.getMessage()}")  # type: ignore[method-assign]  # a handler is made to be given its own
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
