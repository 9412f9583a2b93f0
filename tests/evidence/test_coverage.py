import pytest

from gov.config import EvidenceSettings
from gov.errors import GovError
from tests.evidence.reading import read


def counts(report: bytes) -> tuple[int, int]:
    """Lines, and lines that ran, of one report."""
    (found,) = read(EvidenceSettings(coverage=("c",)), c=report).coverage or ()
    return found.lines, found.covered


COBERTURA = b"""<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM 'http://cobertura.sourceforge.net/xml/coverage-04.dtd'>
<coverage lines-valid="4" lines-covered="3">
  <packages><package><classes>
    <class filename="a.py">
      <methods><method><lines><line number="9" hits="0"/></lines></method></methods>
      <lines><line number="1" hits="1"/><line number="2" hits="0"/></lines>
    </class>
    <class filename="a.py"><lines><line number="2" hits="5"/></lines></class>
    <class filename="b.py"><lines><line number="2" hits="0"/></lines></class>
  </classes></package></packages>
</coverage>
"""
LCOV = b"""TN:
SF:a.py
DA:1,1
DA:2,0,abc
LF:2
LH:1
end_of_record
SF:a.py
DA:2,5
end_of_record
SF:b.py
DA:2,0
end_of_record
"""


@pytest.mark.parametrize("report", [COBERTURA, LCOV, LCOV.replace(b"\n", b"\r\n")])
@pytest.mark.gov("TASK-033.1")
def test_a_line_counts_once_and_as_run_where_one_says_so(report: bytes) -> None:
    assert counts(report) == (3, 2)


def test_totals_stand_in_for_lines_that_are_not_told() -> None:
    assert counts(b'<coverage lines-valid="9" lines-covered="8"/>') == (9, 8)
    assert counts(b"SF:a\nLF:9\nLH:8\nend_of_record\n") == (9, 8)


@pytest.mark.parametrize(
    ("report", "message"),
    [
        (b"", "c:1: it is neither Cobertura XML nor LCOV"),
        (b"90 %", "c:1: it is neither Cobertura XML nor LCOV"),
        (b"<coverage/>", "c:1: it holds no line: nobody can tell what ran"),
        (b"TN:\nend_of_record\n", "c:1: it holds no line: nobody can tell what ran"),
        (b"<report/>", "c:1: it is no Cobertura report: its first element is <report>, not <coverage>"),
        (
            b'<coverage>\n<class><lines><line number="1" hits="often"/></lines></class></coverage>',
            "c:2: 'often' stands where a count belongs",
        ),
        (b"SF:a\nDA:x,1\n", "c:2: 'DA:x,1' is no line with its count"),
        (
            b'<!DOCTYPE c [<!ENTITY a "a">]><coverage/>',
            "c:1: it declares the entity 'a', and a report needs none",
        ),
        (b"\xff\xfe<\0", "c:1: it is written in UTF-16"),
    ],
)
@pytest.mark.gov("TASK-033.1")
def test_what_tells_of_no_line_stops_the_run(report: bytes, message: str) -> None:
    with pytest.raises(GovError) as raised:
        counts(report)

    assert str(raised.value) == message
    assert raised.value.help


@pytest.mark.parametrize(
    "report",
    [
        b"SF:a.py\nDA:1,1\n",
        b"SF:a.py\nDA:1,1\nSF:b.py\nDA:1,1\nend_of_record\n",
        b"SF:a.py\nDA:1,1\nLF:100\nLH:10\nend_of_record\n",
    ],
)
def test_a_report_that_was_cut_off_stops_the_run(report: bytes) -> None:
    with pytest.raises(GovError, match=r"cut off|says that its file has 100 lines"):
        counts(report)
