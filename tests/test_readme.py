"""What the README shows is what a reader gets."""

import re
import subprocess
import sys
from pathlib import Path


def block(root: Path, opening: str) -> str:
    readme = (root / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(opening)}(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert found
    return found.group(1)


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gov", "check"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_finding_in_the_readme_is_what_the_command_prints(root: Path, tmp_path: Path) -> None:
    task = block(root, "```markdown\n")
    (tmp_path / "tasks.md").write_text(task.replace("PLAN-008", "PLAN-009"), encoding="utf-8")
    (tmp_path / "plan.md").write_text(
        "### PLAN-008: Structured Logging\n\n**Status**: Active\n", encoding="utf-8"
    )

    shown = block(root, "```console\n$ gov check\n")

    assert shown in check(tmp_path).stdout


def test_the_task_in_the_readme_is_read_as_a_task(root: Path, tmp_path: Path) -> None:
    (tmp_path / "tasks.md").write_text(block(root, "```markdown\n"), encoding="utf-8")

    assert "1 document: 1 task; 1 criteri" in check(tmp_path).stdout
