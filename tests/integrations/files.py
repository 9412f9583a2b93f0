"""The files that make code hosts judge a change: ours, and those that `gov init --ci` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPLATES = ROOT / "gov/cli/_templates/ci"
ACTION = ROOT / "action.yml"
COMMENT = ROOT / ".github/workflows/governance-comment.yml"
GITLAB = TEMPLATES / "gitlab/.gitlab/governance.gitlab-ci.yml"
FORGEJO = TEMPLATES / "forgejo/.forgejo/workflows/governance.yml"


class Step(NamedTuple):
    """One step, and where it stands."""

    file: Path
    name: str
    uses: str
    run: str
    shell: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}: {self.name}"


def workflows() -> list[Path]:
    """Every workflow of GitHub and of Forgejo."""
    places = [ROOT / ".github", ROOT / ".forgejo", TEMPLATES]
    return sorted(file for place in places for file in place.rglob("workflows/*.yml"))


def actions() -> list[Path]:
    """Every composite action."""
    return [ACTION, *sorted(TEMPLATES.rglob("action.yml"))]


def pipelines() -> list[Path]:
    """Every pipeline of GitLab."""
    return sorted(TEMPLATES.rglob("*gitlab-ci.yml"))


def steps() -> Iterator[Step]:
    """Every step of every workflow and action."""
    for file in workflows():
        for job in yaml.safe_load(file.read_text("utf-8"))["jobs"].values():
            yield from (_step(file, step) for step in job["steps"])
    for file in actions():
        yield from (_step(file, step) for step in yaml.safe_load(file.read_text("utf-8"))["runs"]["steps"])


def step(file: Path, name: str) -> Step:
    """The step of a file with a name."""
    (found,) = (step for step in steps() if step.file == file and step.name == name)
    return found


def _step(file: Path, values: dict[str, str]) -> Step:
    return Step(file, values["name"], values.get("uses", ""), values.get("run", ""), values.get("shell", ""))
