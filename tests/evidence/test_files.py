import os
from pathlib import Path

import pytest

from gov.config import EvidenceSettings
from gov.errors import GovError, UsageError
from gov.evidence import FolderFiles, read_evidence
from gov.evidence.given import with_given
from tests.evidence.reading import VOCABULARY

REPORT = b'<testsuite><testcase name="a"/></testsuite>'


def write(folder: Path, *paths: str, data: bytes = REPORT) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def reports(folder: Path, *patterns: str) -> list[str]:
    found = read_evidence(EvidenceSettings(junit=patterns), FolderFiles(folder), VOCABULARY).tests or ()
    return [test.report for test in found]


def test_patterns_find_reports_in_built_output_and_not_in_what_others_wrote(tmp_path: Path) -> None:
    write(tmp_path, "build/tests/a.xml", "build/tests/b.xml", "node_modules/x/build/tests/c.xml")

    assert reports(tmp_path, "**/tests/*.xml", "!b.xml") == ["build/tests/a.xml"]


def test_a_path_finds_a_report_in_a_hidden_folder(tmp_path: Path) -> None:
    write(tmp_path, ".cache/junit.xml", "other.xml")

    assert reports(tmp_path, ".cache/junit.xml") == [".cache/junit.xml"]


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    write(tmp_path, "reports/a.xml", "reports/deep/b.xml")

    assert reports(tmp_path, "/reports/") == ["reports/a.xml", "reports/deep/b.xml"]


@pytest.mark.parametrize("pattern", ["reports/junit.xml", "*.xml", "../outside.xml", "reports/"])
def test_a_pattern_that_names_nothing_stops_the_run(tmp_path: Path, pattern: str) -> None:
    write(tmp_path, "project/readme.txt", "outside.xml")

    with pytest.raises(GovError, match="names no file of the project") as raised:
        reports(tmp_path / "project", pattern)

    assert raised.value.help == "Run the tests first (pytest --junit-xml=FILE), or correct the path."


def test_each_pattern_has_to_name_a_file(tmp_path: Path) -> None:
    write(tmp_path, "a.xml")

    with pytest.raises(GovError, match=r"'b\.xml' names no file"):
        reports(tmp_path, "a.xml", "b.xml")


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "outside.xml", "project/a.txt")
    (tmp_path / "project" / "junit.xml").symlink_to(tmp_path / "outside.xml")

    with pytest.raises(GovError, match=r"junit\.xml: it cannot be read: it lies outside the project"):
        reports(tmp_path / "project", "*.xml")


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "junit.xml")

    with pytest.raises(GovError, match="it is no regular file"):
        reports(tmp_path, "junit.xml")


def test_a_report_over_64_mib_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "junit.xml").open("wb") as file:
        file.truncate((64 << 20) + 1)

    with pytest.raises(GovError, match=r"junit\.xml: it is larger than 64 MiB"):
        reports(tmp_path, "junit.xml")


def test_code_in_built_output_is_passed_by(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "build/b.py", ".hidden/c.py", data=b"# gov: TASK-001")
    settings = EvidenceSettings(markers=("*.py",))

    found = read_evidence(settings, FolderFiles(tmp_path), VOCABULARY).markers or ()

    assert [marker.path for marker in found] == ["a.py"]


def test_what_is_given_for_one_run_is_added_to_what_is_configured() -> None:
    settings = EvidenceSettings(junit=("a.xml",), openapi="a.json")

    given = with_given(settings, ["junit=b.xml", "markers=*.py", "openapi=b.json", "coverage=c", "sarif=s=1"])
    demanding = with_given(settings, ["minimum-coverage=85"])

    assert given == EvidenceSettings(
        junit=("a.xml", "b.xml"), coverage=("c",), openapi="b.json", sarif=("s=1",), markers=("*.py",)
    )
    assert demanding == EvidenceSettings(junit=("a.xml",), openapi="a.json", minimum_coverage=85)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("junit", "'junit' is no evidence: it lacks an equals sign"),
        ("junit=", "'junit=' is no evidence: it lacks a pattern"),
        ("minimum-coverage=101", "minimum-coverage is '101', no whole number from 0 to 100"),
        ("minimum-coverage=\u0663", "minimum-coverage is '\u0663', no whole number from 0 to 100"),
        ("tests=a.xml", "no evidence is called 'tests'"),
    ],
)
def test_what_is_given_otherwise_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        with_given(EvidenceSettings(), [text])

    assert str(raised.value) == message
    assert "KIND=PATTERN" in raised.value.help
