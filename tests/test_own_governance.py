"""What this project's own documents, settings and make targets promise, looked at where they stand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "docs" / "governance"


def gov(*words: str) -> str:
    """What the command says of this project."""
    done = subprocess.run(
        [sys.executable, "-m", "gov", *words],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def recipe(target: str) -> list[str]:
    """The commands of a make target."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert found, target
    return [line.strip() for line in found.group(1).splitlines()]


@pytest.mark.gov("TASK-012.1")
def test_markers_are_strict_and_warnings_are_errors(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.getini("filterwarnings")[:1] == ["error"]
    assert pytestconfig.getini("xfail_strict") is True
    assert {"--strict-markers", "--strict-config"} <= set(pytestconfig.getini("addopts"))


@pytest.mark.gov("TASK-012.5")
def test_continuous_integration_builds_and_tests_a_clean_checkout_of_each_change() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")

    assert re.search(r"^on:\n(?:  .*\n)*?  pull_request:\n", workflow, re.MULTILINE)
    assert re.findall(r"^        run: (make .*)$", workflow, re.MULTILINE) == ["make site", "make test"]


@pytest.mark.parametrize(
    ("number", "subject"),
    [
        pytest.param("001", "password", marks=pytest.mark.gov("TASK-017.2")),
        pytest.param("002", "content", marks=pytest.mark.gov("TASK-017.3")),
        pytest.param("003", "event", marks=pytest.mark.gov("TASK-017.4")),
    ],
)
def test_a_specification_states_requirements_that_can_be_tested(number: str, subject: str) -> None:
    (file,) = (DOCUMENTS / "specs").glob(f"SPEC-{number}-*.md")
    text = file.read_text(encoding="utf-8")
    requirements = re.findall(r"^[0-9]+\. .*$", text, re.MULTILINE)

    assert len(requirements) >= 8
    assert all(re.search(r"\b(?:MUST|SHOULD)\b", requirement) for requirement in requirements)
    assert any(subject in requirement.casefold() for requirement in requirements)


@pytest.mark.gov("TASK-017.1")
def test_the_template_has_the_form_of_the_specifications_of_the_platform() -> None:
    template = (DOCUMENTS / "specs" / "template.md").read_text(encoding="utf-8")
    form = template.partition("```markdown")[2].partition("```")[0]
    sections = re.findall(r"^## (.*)$", form, re.MULTILINE)

    assert sections
    for file in sorted((DOCUMENTS / "specs").glob("SPEC-00[123]-*.md")):
        text = file.read_text(encoding="utf-8")
        assert re.findall(r"^## (.*)$", text, re.MULTILINE)[: len(sections)] == sections, file.name


@pytest.mark.gov("TASK-017.5")
def test_the_trace_of_a_specification_shows_its_tasks() -> None:
    said = gov("trace", "SPEC-001").partition("carries:")[2]

    assert "TASK-046 Provide Account Recovery" in said


@pytest.mark.gov("TASK-027.1")
def test_this_project_keeps_every_kind_of_document() -> None:
    kinds = {line.split()[0].partition("-")[0] for line in gov("list").splitlines() if "-" in line.split()[0]}

    assert {"CONST", "PLAN", "SPEC", "TASK", "ADR"} <= kinds


@pytest.mark.gov("TASK-027.3")
def test_the_documents_are_checked_before_anything_else() -> None:
    assert recipe("check")[0] == recipe("test")[0] == "gov check"


@pytest.mark.gov("TASK-028.3")
def test_a_browser_that_is_not_there_fails_the_suite_and_says_how_to_get_one(tmp_path: Path) -> None:
    """Asked for by name, so that no other is looked for."""
    (tmp_path / "test_page.py").write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.conftest import browser\n\n\n"
        "def test_page(browser):\n    pass\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "test_page.py"],
        cwd=tmp_path, env={**os.environ, "GOV_CHROMIUM": str(tmp_path / "none")},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert chromium.NONE_FOUND.splitlines()[1] in done.stdout
    assert "skipped" not in done.stdout


@pytest.mark.gov("TASK-024.3")
@pytest.mark.parametrize("command", ["check", "list"])
def test_what_is_said_of_this_project_is_valid_under_the_published_schema(command: str) -> None:
    schema, said = json.loads(gov("schema", command)), json.loads(gov(command, "--format", "json"))

    jsonschema.Draft202012Validator(schema).validate(said)
