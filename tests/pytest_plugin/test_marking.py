"""The plug-in in real runs of pytest, alone and with workers, on projects that are made for the purpose."""

import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from tests.conftest import WITHOUT_SLOW_PLUGINS

pytest_plugins = ["pytester"]

WORKERS = pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "with workers"])
TASKS = """
### TASK-001 Sign in

**Status**: In Progress
**References**: PLAN-001 (Sign-in)

**Acceptance Criteria**:
- [x] A valid password opens a session
- [ ] A wrong one is refused
"""
MARKED = """
import pytest

pytestmark = pytest.mark.gov("PLAN-001")

@pytest.mark.gov("TASK-001.1", "TASK-001.2")
@pytest.mark.gov("TASK-001.1")
@pytest.mark.parametrize("name", ["Mira", "Tom"])
def test_sign_in(name):
    assert name != "Tom"

class TestOut:
    @pytest.mark.gov("TASK-001")
    @pytest.mark.skip
    def test_out(self):
        pass

def test_plain():
    pass
"""


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """A run of pytest in a process of its own."""
    return pytester.runpytest_subprocess(
        *WITHOUT_SLOW_PLUGINS, "--strict-markers", "-p", "no:cacheprovider", *arguments
    )


def project(pytester: pytest.Pytester, tests: str) -> None:
    """A small governed project with some tests."""
    (pytester.path / "tasks.md").write_text(TASKS, encoding="utf-8")
    (pytester.path / "plan.md").write_text("### PLAN-001: Sign-in\n", encoding="utf-8")
    pytester.makepyfile(tests)


@WORKERS
@pytest.mark.gov("TASK-033.2")
def test_what_a_test_shows_stands_in_junit(pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    project(pytester, MARKED)

    run(pytester, "--junit-xml=junit.xml", *workers)

    report = ElementTree.parse(pytester.path / "junit.xml")  # noqa: S314 - pytest has just written it
    named = {
        case.get("name"): [(p.get("name"), p.get("value")) for p in case.iter("property")]
        for case in report.iter("testcase")
    }
    both = [("gov", "TASK-001.1"), ("gov", "TASK-001.2"), ("gov", "PLAN-001")]
    assert named == {
        "test_sign_in[Mira]": both,
        "test_sign_in[Tom]": both,
        "test_out": [("gov", "TASK-001"), ("gov", "PLAN-001")],
        "test_plain": [("gov", "PLAN-001")],
    }


@WORKERS
def test_the_check_reads_what_the_run_has_left(pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    project(pytester, MARKED)
    run(pytester, "--junit-xml=reports/junit.xml", *workers)

    listed = subprocess.run(
        [sys.executable, "-m", "gov", "list", "--format", "json", "--evidence", "junit=reports/junit.xml"],
        cwd=pytester.path, capture_output=True, text=True, check=True,
    )  # fmt: skip

    shown = {item["id"]: item["shown"] for item in json.loads(listed.stdout)}
    assert shown == {"PLAN-001": "failing", "TASK-001": "failing"}


@WORKERS
def test_a_marker_without_an_identifier_stops_the_run(
    pytester: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.gov
        def test_bare(): pass

        @pytest.mark.gov(4)
        def test_number(): pass

        @pytest.mark.gov("TASK-001", why="so")
        def test_named(): pass

        @pytest.mark.gov("TASK-001, TASK-002")
        def test_list(): pass

        def test_plain(): pass
        """
    )

    result = run(pytester, *workers)

    assert result.ret != 0
    said = result.stdout.str() + result.stderr.str()
    for name in ("test_bare", "test_number", "test_named", "test_list"):
        assert f"::{name}: gov takes one or more identifiers as texts, as in gov('TASK-004')" in said
    assert "passed" not in said


@WORKERS
def test_a_strict_run_refuses_what_nothing_declares(
    pytester: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    project(
        pytester,
        """
        import pytest

        @pytest.mark.gov("TASK-0001", "TASK-01.1", "PLAN-001")
        def test_known(): pass

        @pytest.mark.gov("TASK-001.3", "TASK-011", "login")
        def test_unknown(): pass
        """,
    )

    result = run(pytester, "--gov-strict", *workers)

    assert result.ret != 0
    said = result.stdout.str() + result.stderr.str()
    assert "test_unknown: TASK-001.3, and TASK-001 has 2 criteria; Name a criterion that exists" in said
    assert "test_unknown: TASK-011, which no document declares; did you mean TASK-001 (Sign in)?" in said
    assert "test_unknown: login, which is no identifier of this project" in said
    assert "test_known" not in said


def test_a_strict_run_says_what_is_wrong_with_the_settings(pytester: pytest.Pytester) -> None:
    project(pytester, MARKED)
    (pytester.path / "gov.toml").write_text("[projekt]\n", encoding="utf-8")

    result = run(pytester, "--gov-strict")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "gov.toml:1: " in result.stderr.str()


@WORKERS
def test_a_strict_run_of_known_identifiers_runs(pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    project(pytester, MARKED)

    run(pytester, "--gov-strict", *workers).assert_outcomes(passed=2, failed=1, skipped=1)


@WORKERS
@pytest.mark.gov("TASK-033.2")
def test_a_strict_run_knows_the_project_that_the_check_finds_from_there(
    pytester: pytest.Pytester, workers: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    project(pytester, "")
    (pytester.path / "gov.toml").write_text("", encoding="utf-8")
    (pytester.path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", encoding="utf-8")
    service = pytester.mkdir("service")
    (service / "gov.toml").write_text("", encoding="utf-8")
    (service / "tasks.md").write_text("### TASK-500 Serve\n", encoding="utf-8")
    (service / "test_it.py").write_text(
        'import pytest\n\n@pytest.mark.gov("TASK-001")\ndef test_it(): pass\n', encoding="utf-8"
    )

    monkeypatch.chdir(service)
    inside = run(pytester, "--gov-strict", *workers)
    monkeypatch.chdir(pytester.path)
    above = run(pytester, "--gov-strict", "service", *workers)

    assert inside.ret != 0
    said = inside.stdout.str() + inside.stderr.str()
    assert "test_it: TASK-001, which no document declares" in said
    above.assert_outcomes(passed=1)


def test_a_strict_run_from_elsewhere_knows_the_project_of_its_tests(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(pytester, MARKED)
    (pytester.path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    monkeypatch.chdir(pytester.mkdir("elsewhere"))

    run(pytester, "--gov-strict", str(pytester.path)).assert_outcomes(passed=2, failed=1, skipped=1)


def test_nothing_of_gov_is_imported_until_it_is_asked_for(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_modules():
            found = {name for name in sys.modules if name.split(".")[0] == "gov"}
            assert found == {"gov", "gov.pytest_plugin"}
        """
    )

    run(pytester).assert_outcomes(passed=1)
