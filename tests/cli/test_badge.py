"""`gov badge`: a number as a picture that everybody can read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from gov.reports.numbers.badge import GROUNDS, LABEL
from tests.cli.running import gov, healthy
from tests.dashboards.colours import contrast

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
UNKNOWN = "Criteria shown by tests: unknown: no test results are configured ([evidence] junit) (not known)"
ALERT = '[[alerts]]\nmetric = "task_completion"\nwhen = "< 50"\n'


def drawn(folder: Path, *asked: str) -> ElementTree.Element:
    outcome = gov(folder, "badge", *asked)
    assert (outcome.code, outcome.err) == (0, "")
    return ElementTree.fromstring(outcome.out)  # noqa: S314 - our own picture


def title_of(picture: ElementTree.Element) -> str | None:
    title = picture.find(f"{SVG}title")
    assert title is not None
    return title.text


@pytest.mark.parametrize(
    ("alert", "asked", "title", "ground"),
    [
        ("", (), "Constitution compliance: 3 of 3, 100 % (in order)", "good"),
        ("", ("task_completion",), "Task completion: 0 of 2, 0 % (counted)", "plain"),
        (ALERT, ("task_completion",), "Task completion: 0 of 2, 0 % (alarm)", "error"),
        (f'{ALERT}severity = "warning"\n', ("task_completion",), "Task completion: 0 of 2, 0 % (warning)",
         "warning"),
        (ALERT.replace("<", ">"), ("task_completion",), "Task completion: 0 of 2, 0 % (in order)", "good"),
        ("", ("criteria_shown",), UNKNOWN, "unknown"),
    ],
)  # fmt: skip
@pytest.mark.gov("TASK-042.2")
def test_a_badge_says_number_and_state_in_words(
    tmp_path: Path, alert: str, asked: tuple[str, ...], title: str, ground: str
) -> None:
    picture = drawn(healthy(tmp_path, gov_toml=alert), *asked)

    assert title_of(picture) == title
    assert picture.get("role") == "img"
    assert GROUNDS[ground] in {path.get("fill") for path in picture.iter(f"{SVG}path")}


@pytest.mark.parametrize("ground", [*GROUNDS.values(), LABEL])
def test_its_text_stands_out(ground: str) -> None:
    assert contrast("#ffffff", ground) >= 4.5


def test_it_is_the_same_file_for_the_same_number(tmp_path: Path) -> None:
    healthy(tmp_path)
    first = gov(tmp_path, "badge", PYTHONHASHSEED="1", TZ="UTC")

    outcome = gov(tmp_path, "badge", "--output", "badge.svg", PYTHONHASHSEED="2", TZ="Asia/Tokyo")

    assert (outcome.code, outcome.out) == (0, "")
    assert (tmp_path / "badge.svg").read_text(encoding="utf-8") == first.out


def test_what_a_team_calls_its_number_stays_text(tmp_path: Path) -> None:
    own = (
        '[[metrics]]\nname = "x"\ntitle = "<script>alert(1)</script>\\u001b"\nof = "task"\n'
        'where = { status = "Blocked" }\n'
    )

    outcome = gov(healthy(tmp_path, gov_toml=own), "badge", "x")

    assert "<script" not in outcome.out
    assert "\x1b" not in outcome.out
    assert "&lt;script&gt;" in outcome.out
    assert re.findall(r"(?:href|src)=", outcome.out) == []


def test_a_number_that_never_is_is_told_with_the_nearest(tmp_path: Path) -> None:
    outcome = gov(healthy(tmp_path), "badge", "orphan")

    assert outcome.code == 2
    assert outcome.err == "error: no metric is called 'orphan'\n  help: Did you mean 'orphans'?\n"
