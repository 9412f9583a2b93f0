"""ProperDocs builds what MkDocs builds: projects can move to it once MkDocs has gone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.building import HEALTHY, TASKS, write

GENERATORS = ("mkdocs", "properdocs")


def pages(folder: Path, generator: str) -> dict[str, str]:
    """Every page of ours as it was built, without what names the generator."""
    write(folder, HEALTHY)
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}
    command = (sys.executable, "-m", generator, "build", "-q", "--strict", "-f", "mkdocs.yml")
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return {
        file.relative_to(folder / "site").as_posix(): "\n".join(
            line for line in file.read_text(encoding="utf-8").splitlines() if 'name="generator"' not in line
        )
        for file in sorted((folder / "site").rglob("*"))
        if file.suffix in {".html", ".json", ".txt"}
    }


def test_both_build_the_same_pages(tmp_path: Path) -> None:
    ours, theirs = (pages(tmp_path / generator, generator) for generator in GENERATORS)

    assert "items/TASK-001/index.html" in ours
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_torn_reference_fails_a_strict_build_of_both(tmp_path: Path, generator: str) -> None:
    write(tmp_path, HEALTHY | {"docs/tasks.md": TASKS.replace("PLAN-001 (Accounts)", "PLAN-009")})

    done = subprocess.run(
        (sys.executable, "-m", generator, "build", "--strict", "-f", "mkdocs.yml"),
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == 1
    assert "error[ENF-005.dangling]" in done.stderr
