"""However large or twisted a project is, the work grows with its size and with nothing else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from gov.reports import Context, report
from gov.rulebook import Facts, Verdict, check
from tests.costs import in_proportion, seconds, within
from tests.reliability import projects
from tests.rules.judging import TODAY, read_anew, rulebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gov.project import Project


def judged(files: dict[str, bytes]) -> tuple[float, float, Verdict]:
    """Seconds of CPU to read, seconds for graph and rules, and the verdict."""
    made: list[Project] = []
    verdicts: list[Verdict] = []
    read = seconds(lambda: made.append(read_anew(files)))
    rules = seconds(lambda: verdicts.append(check(Facts(made[0], TODAY), rulebook())))
    verdict = verdicts[0]
    assert verdict.project.items
    assert not verdict.failures, verdict.failures[0].trace
    return read, rules, verdict


SHAPES: list[tuple[str, int, str, int]] = [
    ("chain", 5_000, "", 0),
    ("circle", 5_000, "ENF-005.cycle", 1),
    ("pairs", 5_000, "ENF-005.cycle", 2_500),
    ("one_file", 5_000, "ENF-003.missing-field", 5_000),
    ("one_a_file", 5_000, "", 0),
    ("declared_again", 5_000, "ENF-003.duplicate-id", 4_999),
    ("mistyped", 10_000, "ENF-005.dangling", 10_000),  # as many digits in each, which the search costs by
    ("wrong_status", 5_000, "ENF-003.bad-status", 5_000),
    ("excused", 5_000, "ENF-005.dangling", 0),
    ("broken_links", 5_000, "ENF-014.broken-link", 5_000),
    ("wide_range", 1_000, "", 0),
]


def shape(name: str) -> Callable[[int], dict[str, bytes]]:
    made: Callable[[int], dict[str, bytes]] = getattr(projects, name)
    return made


@pytest.mark.parametrize(("name", "_count", "code", "_found"), SHAPES, ids=[row[0] for row in SHAPES])
def test_each_shape_gives_what_it_is_made_to_give(name: str, _count: int, code: str, _found: int) -> None:
    """Small, in the fast suite: so that the large ones below measure what they say."""
    _, _, verdict = judged(shape(name)(1000 if name == "wide_range" else 40))
    found = [finding for finding in verdict.findings if finding.code == code]
    assert bool(found) is bool(code and name != "excused")
    if name == "excused":
        assert len(verdict.suppressed) == 40


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.parametrize(("name", "count", "code", "found"), SHAPES, ids=[row[0] for row in SHAPES])
@pytest.mark.gov("TASK-021.2")
def test_twice_the_size_costs_twice_the_time(name: str, count: int, code: str, found: int) -> None:
    """And a healthy project of that size beside it is not far cheaper."""
    made = shape(name)
    judged(made(1000))
    once, twice, healthy = made(count), made(2 * count), projects.chain(2 * count)

    def cost(files: dict[str, bytes]) -> float:
        return sum(judged(files)[:2])

    assert (grown := in_proportion(lambda: cost(once), lambda: cost(twice))), grown
    assert (dear := in_proportion(lambda: cost(healthy), lambda: cost(twice), growth=12)), dear
    if code:
        assert [f.code for f in judged(made(count))[2].findings].count(code) == found


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.gov("TASK-021.4")
def test_fifty_thousand_items_and_two_hundred_thousand_references_are_judged_in_five_seconds() -> None:
    files = projects.dense(50_000)
    verdict = judged(files)[2]
    edges = len(verdict.project.graph.resolutions)
    assert (len(verdict.project.items), edges >= 199_000) == (50_002, True)
    assert (spent := within(5, lambda: judged(files)[1])), spent


@pytest.mark.hard
@pytest.mark.untimed
def test_a_hundred_thousand_findings_are_found_and_written(tmp_path: Path) -> None:
    verdict = judged(projects.wrong_status(100_000))[2]
    assert len(verdict.findings) >= 100_000

    def write(form: str) -> None:
        text = report(form)(verdict, Context(tmp_path, "error"))
        assert text.count("ENF-003.bad-status") >= 100_000

    for form in ("text", "json", "github"):
        assert (spent := within(10, partial(seconds, partial(write, form)))), (form, spent)


@pytest.mark.hard
@pytest.mark.untimed
def test_ways_up_and_down_a_chain_of_ten_thousand_are_found() -> None:
    graph = judged(projects.chain(10_000))[2].project.graph

    def walk() -> None:
        assert len(graph.ancestors("TASK-10000")) == 10_001
        assert len(graph.descendants("TASK-001")) == 9_999
        assert len(graph.descendants("CONST-P1")) == 10_001
        assert all(graph.reaches(f"TASK-{n:03d}", "principle") for n in range(1, 10_001))
        assert len(graph.networkx()) == 10_002

    assert (spent := within(5, lambda: seconds(walk))), spent
