"""The benchmark's project is what its name says: so many items, healthy, the same bytes each time."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import governed, seed_like
from benchmarks.corpus import MINIMUM, PEERS, documents
from benchmarks.model import Entry, Kind

if TYPE_CHECKING:
    from benchmarks.peer import Peer

ROOT = Path(__file__).resolve().parents[2]
HEADING = re.compile(r"^#{1,6} (?:CONST-P|PLAN-|SPEC-|TASK-|ADR-)[0-9]+:? ", re.MULTILINE)


def entries(count: int) -> list[Entry]:
    return [entry for document in documents(count) for entry in document.entries]


@pytest.mark.parametrize("count", [MINIMUM, 31, 40, 399, 1000, 2345])
def test_a_project_has_exactly_as_many_items_as_asked_for(count: int) -> None:
    files = governed.files(documents(count))

    assert sum(len(HEADING.findall(text)) for text in files.values()) == count
    assert len({entry.id for entry in entries(count)}) == count


def test_too_small_a_project_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 30 items, not 29"):
        documents(MINIMUM - 1)


def test_ten_thousand_items_are_of_the_size_and_spread_that_the_budgets_speak_of() -> None:
    made = entries(10_000)
    files = governed.files(documents(10_000))

    assert Counter(entry.kind for entry in made) == {
        Kind.PRINCIPLE: 12,
        Kind.DECISION: 50,
        Kind.PLAN: 250,
        Kind.SPEC: 500,
        Kind.TASK: 9188,
    }
    assert 100 <= len(files) <= 200
    assert 700 <= sum(len(text.encode()) for text in files.values()) / 10_000 <= 850
    assert {len(entry.criteria) for entry in made if entry.kind is Kind.TASK} == {4, 5}


@pytest.mark.parametrize("count", [MINIMUM, 1000, 10_000])
def test_every_reference_has_a_target_and_its_title_as_label(count: int) -> None:
    made = entries(count)
    titles = {entry.id: entry.title for entry in made}

    assert all(titles[link.target] == link.label for entry in made for link in entry.links)
    assert len(set(titles.values())) == count


@pytest.mark.parametrize("count", [MINIMUM, 1000, 10_000])
def test_dependencies_point_at_earlier_tasks_and_done_work_needs_done_work_only(count: int) -> None:
    tasks = {entry.id: entry for entry in entries(count) if entry.kind is Kind.TASK}
    order = {identifier: position for position, identifier in enumerate(tasks)}
    pairs = [(task, tasks[other]) for task in tasks.values() for other in task.dependencies]

    assert count == MINIMUM or pairs
    assert all(order[other.id] < order[task.id] for task, other in pairs)
    assert all(other.status == "Completed" for task, other in pairs if task.status == "Completed")


@pytest.mark.parametrize("count", [MINIMUM, 1000])
def test_every_principle_plan_item_and_specification_is_referred_to(count: int) -> None:
    made = entries(count)
    targets = {link.target for entry in made for link in entry.links}

    unused = [
        entry.id for entry in made if entry.kind not in (Kind.TASK, Kind.DECISION) and entry.id not in targets
    ]

    assert unused == []


def test_statuses_agree_with_ticks() -> None:
    tasks = [entry for entry in entries(1000) if entry.kind is Kind.TASK]
    ticked = {(task.status, sum(one.checked for one in task.criteria), len(task.criteria)) for task in tasks}

    assert ticked == {
        ("Completed", 4, 4),
        ("Completed", 5, 5),
        ("In Progress", 2, 4),
        ("In Progress", 2, 5),
        ("Blocked", 0, 4),
        ("Blocked", 0, 5),
        ("Not Started", 0, 4),
        ("Not Started", 0, 5),
    }


def test_another_process_with_another_hash_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "benchmarks.corpus", "300", str(tmp_path / seed)],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            check=True,
        )
    first, second = (
        {
            path.relative_to(tmp_path / seed).as_posix(): path.read_bytes().decode()
            for path in (tmp_path / seed).rglob("*")
            if path.is_file()
        }
        for seed in ("1", "2")
    )

    assert first == second
    assert first == governed.files(documents(300))


def test_one_document_like_the_seed_has_nineteen_tasks_and_ninety_nine_criteria() -> None:
    files = seed_like.files()
    text = files["tasks.md"]
    outside_the_template = text[text.index("## Tasks") :]

    assert list(files) == ["tasks.md"]
    assert len(re.findall(r"^### TASK-[0-9]{3} (?!through)", outside_the_template, re.MULTILINE)) == 19
    assert len(re.findall(r"^- \[[ x]\] ", outside_the_template, re.MULTILINE)) == 99
    assert len(re.findall(r"(?:PLAN-[0-9]{3}|CONST-P[0-9]+) \(\w+ ", text)) == 37
    assert len(re.findall(r"^\*\*Dependencies\*\*: TASK-[0-9]{3}$", text, re.MULTILINE)) == 9


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: str(peer.name))
@pytest.mark.gov("TASK-030.5")
def test_each_peer_gets_every_title_text_and_criterion(peer: Peer) -> None:
    made = entries(200)
    text = "\n".join(peer.files(documents(200)).values())

    assert [entry.id for entry in made if entry.title not in text or entry.prose not in text] == []
    assert text.count("- [x] ") + text.count("- [ ] ") == sum(len(entry.criteria) for entry in made)
