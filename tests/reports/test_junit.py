"""JUnit: passes are seen, failures fail, and nothing in a document spoils the XML."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from gov.reports import Context, report
from gov.reports.junit import MOST_CASES
from tests.reports.reading import written, xml
from tests.reports.verdicts import FILES, hostile, plain, verdict
from tests.rules.judging import judge


def cases(text: str) -> dict[tuple[str, str], ElementTree.Element]:
    """The test cases of a report by rule and name; no two are called alike."""
    every = list(xml(text).iter("testcase"))
    found = {(case.attrib["classname"], case.attrib["name"]): case for case in every}
    assert len(found) == len(every)
    return found


def test_every_rule_has_a_case_for_every_item() -> None:
    found = cases(written("junit", plain()))

    states = {name: [child.tag for child in case] for name, case in found.items()}
    assert states == {
        ("ENF-005.dangling", "PLAN-001"): [],
        ("ENF-005.dangling", "TASK-001"): ["failure"],
        ("ENF-005.dangling", "TASK-002"): ["skipped"],
        ("ENF-005.width", "PLAN-001"): [],
        ("ENF-005.width", "TASK-001"): [],
        ("ENF-005.width", "TASK-002"): ["system-out"],
    }
    assert found["ENF-005.dangling", "PLAN-001"].attrib["file"] == "plan.md"
    assert found["ENF-005.dangling", "TASK-001"].attrib["line"] == "4"


def test_what_fails_the_check_fails_a_case() -> None:
    strict = cases(written("junit", plain(), "warning"))

    assert [child.tag for child in strict["ENF-005.width", "TASK-002"]] == ["failure"]


def test_the_totals_are_right() -> None:
    root = xml(written("junit", verdict()))

    for element in (root, *root.iter("testsuite")):
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(element.attrib[name]) == len(list(element.iter(tag)))
        assert int(element.attrib["tests"]) == len(list(element.iter("testcase")))
    assert root.attrib["errors"] == "1"


def test_a_rule_that_did_not_run_is_skipped_and_says_why() -> None:
    found = cases(written("junit", judge({})))

    case = found["ENF-004.none", "all items"]
    assert [child.tag for child in case] == ["skipped"]
    assert case[0].attrib["message"].startswith("not run: no change request is judged")


def test_hostile_text_is_text() -> None:
    found = cases(written("junit", hostile()))

    failures = [case for case in found.values() if case.find("failure") is not None]
    assert len(failures) == 2
    for case in failures:
        failure = case.find("failure")
        assert failure is not None
        assert failure.attrib["message"].startswith("<script>alert(1)</script> | ]]>")
        assert "\\ufffe" in failure.attrib["message"]


def test_of_too_many_items_those_without_a_finding_share_a_case() -> None:
    tasks = "".join(
        f"### TASK-{n:05} Write logs\n\n**References**: PLAN-001\n\n" for n in range(1, MOST_CASES // 2 + 1)
    )
    files = {**FILES, "more.md": tasks.encode()}

    found = cases(written("junit", judge(files)))

    assert ("ENF-005.dangling", "all other items") in found
    assert ("ENF-005.dangling", "TASK-001") in found
    assert len(found) < 20


def test_what_the_base_has_as_well_does_not_pass() -> None:
    found = plain()
    (error,) = (finding for finding in found.findings if finding.severity == "error")
    others = tuple(finding for finding in found.findings if finding is not error)

    (case,) = (
        case
        for name, case in cases(written("junit", replace(found, findings=others, known=(error,)))).items()
        if name == (error.code, error.item)
    )

    assert [child.tag for child in case] == ["skipped"]
    assert case[0].attrib["message"] == f"not new: the base has it as well: {error.message}"


def test_what_is_set_aside_is_told_beside_what_is_not() -> None:
    found = plain()
    (warning,) = (finding for finding in found.findings if finding.severity == "warning")
    others = replace(found, known=(replace(warning, severity="error", message="It is old."),))

    case = cases(written("junit", others))[warning.code, warning.item]

    assert [child.tag for child in case] == ["system-out"]
    assert "not new: the base has it as well:\n" in (case[0].text or "")
    assert "It is old." in (case[0].text or "")


def test_what_was_not_asked_for_does_not_pass() -> None:
    context = Context(Path("/project"), "error", elsewhere=2, wanted=("plan.md",))

    found = cases(report("junit")(replace(plain(), findings=(), suppressed=()), context))

    assert {name for _, name in found} == {"PLAN-001"}
