import pytest

from gov.config import EvidenceSettings
from gov.errors import GovError
from tests.evidence.reading import read, results_of

PASSED = b'<testcase classname="a" name="b"/>'


@pytest.mark.gov("TASK-033.1")
def test_suites_are_read_however_deep_they_lie() -> None:
    report = (
        b'<testsuites><testsuite><testsuite><testcase classname="a.B" name="c"/></testsuite>'
        b'<testcase name="d"/></testsuite></testsuites>'
    )

    assert results_of(report) == [("a.B.c", "passed", ()), ("d", "passed", ())]


@pytest.mark.parametrize(
    ("inner", "outcome"),
    [
        (b"", "passed"),
        (b'<failure message="no"/>', "failed"),
        (b"<error/>", "failed"),
        (b"<skipped/>", "skipped"),
        (b"<skipped/><error/>", "failed"),
        (b"<system-out>failure</system-out>", "passed"),
        (b"<flakyFailure/>", "passed"),
    ],
)
def test_an_element_says_how_a_test_ended(inner: bytes, outcome: str) -> None:
    report = b'<testsuite><testcase name="a">' + inner + b"</testcase></testsuite>"

    assert results_of(report) == [("a", outcome, ())]


@pytest.mark.parametrize(
    ("attribute", "outcome"),
    [
        (b'status="run" result="completed"', "passed"),
        (b'status="notrun"', "skipped"),
        (b'status="run" result="skipped"', "skipped"),
        (b'status="Failed"', "failed"),
    ],
)
def test_an_attribute_says_how_a_test_ended(attribute: bytes, outcome: str) -> None:
    report = b'<testsuite><testcase name="a" ' + attribute + b"/></testsuite>"

    assert results_of(report) == [("a", outcome, ())]


def test_properties_name_what_a_test_shows_each_once_and_with_zeros_filled_in() -> None:
    report = b"""<testsuite>
    <properties><property name="gov" value="PLAN-001"/><property name="os" value="TASK-009"/></properties>
    <testcase name="a"><properties>
      <property name="gov" value="TASK-4.2, TASK-005"/>
      <property name="gov" value="TASK-005"/>
      <property name="gov" value=" login "/>
    </properties></testcase>
    </testsuite>"""

    assert results_of(report) == [("a", "passed", ("PLAN-001", "TASK-004.2", "TASK-005", "login"))]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (b'<property name="gov">TASK-4.2, TASK-005</property>', ("TASK-004.2", "TASK-005")),
        (b'<property name="gov">\n  TASK-004\n</property>', ("TASK-004",)),
        (b'<property name="gov"><![CDATA[TASK-004]]></property>', ("TASK-004",)),
        (b'<property name="gov" value="TASK-004">TASK-005</property>', ("TASK-004", "TASK-005")),
        (b'<property name="gov" value="TASK-004">\n</property>', ("TASK-004",)),
        (b'<property name="os">TASK-004</property>', ()),
        (b'<property name="gov"/>TASK-004', ()),
    ],
)
def test_a_property_may_hold_its_value_as_text(written: bytes, named: tuple[str, ...]) -> None:
    report = b'<testsuite><testcase name="a"><properties>' + written + b"</properties></testcase></testsuite>"

    assert results_of(report) == [("a", "passed", named)]


def test_a_property_of_a_suite_speaks_for_that_suite_alone() -> None:
    report = b"""<testsuites>
    <testsuite>
      <properties><property name="gov" value="TASK-001"/></properties>
      <testcase name="a"/>
    </testsuite>
    <testsuite><testcase name="b"/></testsuite>
    </testsuites>"""

    assert results_of(report) == [("a", "passed", ("TASK-001",)), ("b", "passed", ())]


def test_a_test_is_found_again_in_its_report() -> None:
    report = b'\xef\xbb\xbf<testsuite name="\xc3\xa9">' + PASSED + b'<testcase name="c"/></testsuite>'

    found = read(EvidenceSettings(junit=("*.xml",)), junit__xml=report).tests or ()

    assert [report[test.start :].partition(b" ")[0] for test in found] == [b"<testcase", b"<testcase"]


def test_a_namespace_and_a_doctype_do_no_harm() -> None:
    report = b'<!DOCTYPE testsuite SYSTEM "http://example.org/j.dtd"><j:testsuite xmlns:j="urn:j">'

    assert results_of(report + b'<j:testcase name="a"/></j:testsuite>') == [("a", "passed", ())]


HOSTILE = {
    "laughs": (
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><testsuite>&b;</testsuite>',
        "h.xml:1: it declares the entity 'a', and a report needs none",
    ),
    "external entity": (
        b'<!DOCTYPE l [\n<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite>&a;</testsuite>',
        "h.xml:2: it declares the entity 'a', and a report needs none",
    ),
    "parameter entity": (
        b'<!DOCTYPE l [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><testsuite/>',
        "h.xml:1: it declares the entity 'a', and a report needs none",
    ),
    "NUL": (
        b"<testsuite>\n" + PASSED + b"\0</testsuite>",
        "h.xml:2: it is not XML: not well-formed (invalid token)",
    ),
    "cut off": (b"<testsuite>\n" + PASSED, "h.xml:2: it is not XML: no element found"),
    "UTF-16": (
        b"<testsuite/>".decode().encode("utf-16"),
        "h.xml:1: it is written in UTF-16",
    ),
    "no XML": (b"all tests passed", "h.xml:1: it is not XML: syntax error"),
    "empty": (b"", "h.xml:1: it is not XML: no element found"),
    "HTML": (
        b"<html></html>",
        "h.xml:1: it is no JUnit report: its first element is <html>, not <testsuites>",
    ),
    "no test": (
        b"<testsuites><testsuite/></testsuites>",
        "h.xml:1: it holds no test: nobody can tell whether any ran",
    ),
    "deep": (b"<testsuite>" * 5000, "h.xml:1: its elements lie deeper than 100 in each other"),
    "an encoding of no text": (
        b'<?xml version="1.0" encoding="hex"?><testsuite/>',
        "h.xml:1: it names an encoding that cannot be read",
    ),
    "an unknown encoding": (
        b'<?xml version="1.0" encoding="x-none"?><testsuite/>',
        "h.xml:1: it names an encoding that cannot be read",
    ),
    "every byte": (bytes(range(256)), "h.xml:1: it is not XML: not well-formed (invalid token)"),
    "10 MB of one attribute": (
        b'<testsuite name="' + b"x" * 10_000_000 + b'"/>',
        "h.xml:1: it holds no test: nobody can tell whether any ran",
    ),
    "10 MB of nothing": (
        b"<testsuite>" + b"\n" * 10_000_000 + b"</testsuite>",
        "h.xml:1: it holds no test: nobody can tell whether any ran",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.gov("TASK-033.1")
def test_what_is_no_report_stops_the_run_with_its_place_and_a_way_out(name: str) -> None:
    data, message = HOSTILE[name]

    with pytest.raises(GovError) as raised:
        read(EvidenceSettings(junit=("h.xml",)), h__xml=data)

    assert str(raised.value) == message
    assert raised.value.exit_code == 2
    assert raised.value.help


@pytest.mark.parametrize(
    ("suite", "message"),
    [
        (b'<testsuite tests="5"><testcase name="a"/></testsuite>', "a suite tells of 5 tests, and holds 1"),
        (
            b'<testsuite failures="3"><testcase name="a"/></testsuite>',
            "a suite tells of 3 failures, and holds 0",
        ),
        (
            b'<testsuite errors="1"><testcase name="a"/></testsuite>',
            "a suite tells of 1 failures, and holds 0",
        ),
        (b'<testsuite><error message="x"/><testcase name="a"/></testsuite>', "a suite of tests broke down"),
    ],
)
def test_a_report_that_holds_less_than_it_says_stops_the_run(suite: bytes, message: str) -> None:
    with pytest.raises(GovError, match=message):
        results_of(suite)


def test_the_parts_of_a_test_that_pytest_counts_are_one_case() -> None:
    """A suite of pytest tells of each subtest, and holds a case for the test around them."""
    case = b'<testcase classname="tests" name="a"/>'
    suite = b'<testsuites><testsuite name="pytest" tests="4">' + case + b"</testsuite></testsuites>"

    assert results_of(suite) == [("tests.a", "passed", ())]
    with pytest.raises(GovError, match="a suite tells of 1 failures, and holds 0"):
        results_of(b'<testsuite name="pytest" tests="4" failures="1">' + case + b"</testsuite>")
    with pytest.raises(GovError, match="a suite tells of 1 tests, and holds 0"):
        results_of(b'<testsuite name="pytest" tests="1"></testsuite>')


def test_a_test_that_fails_and_breaks_down_counts_as_both() -> None:
    case = b'<testcase name="a"><failure/><error/></testcase>'
    suite = b'<testsuite tests="1" failures="1" errors="1">' + case + b"</testsuite>"

    assert results_of(suite) == [("a", "failed", ())]


def test_a_criterion_counts_from_one() -> None:
    named = b'<properties><property name="gov" value="TASK-001.0"/></properties>'
    report = b'<testsuite><testcase name="a">' + named + b"</testcase></testsuite>"

    assert results_of(report) == [("a", "passed", ("TASK-001.0",))]
