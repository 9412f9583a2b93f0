"""What successive commits did to each item, as the recorder tells it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov.config import Configuration
from gov.history import Commit, Past, Recorder
from gov.project import MemoryTree, load_project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gov.items import Item

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
Changes = dict[str, str | None]
TASK = "### TASK-001 Sign in\n\n**Status**: Not Started\n\n**Acceptance Criteria**:\n- [ ] One\n- [ ] Two\n"
OTHER = "### TASK-002 Sign out\n\n**Status**: Not Started\n"


def commit(number: int) -> Commit:
    parents = (f"{number - 1:040x}",) if number > 1 else ()
    return Commit(f"{number:040x}", "Ada", START + timedelta(days=number - 1), f"Step {number}\n", parents)


def items_of(path: str, text: str) -> tuple[Item, ...]:
    return load_project(MemoryTree({path: text.encode()}), Configuration()).items


def parsed(changes: Mapping[str, str | None]) -> dict[str, tuple[Item, ...] | None]:
    return {path: None if text is None else items_of(path, text) for path, text in changes.items()}


def recorded(*steps: Changes) -> Past:
    recorder = Recorder()
    for number, changes in enumerate(steps, 1):
        recorder.record(commit(number), parsed(changes))
    return recorder.past()


def told(past: Past, identifier: str = "TASK-001") -> list[str]:
    """The events of an item as `day what before > after`, without the first day's declaration."""
    events = past.events.get(identifier, ())
    return [f"{e.commit.when.day} {e.what} {e.before} > {e.after}" for e in events]


def test_the_first_commit_declares_everything_it_holds() -> None:
    past = recorded({"tasks.md": TASK + OTHER})

    assert told(past) == ["1 declared  > Sign in"]
    assert told(past, "TASK-002") == ["1 declared  > Sign out"]


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [
        ("Sign in", "Log in", ["2 retitled Sign in > Log in"]),
        ("Not Started", "In Progress", ["2 status Not Started > In Progress"]),
        ("**Status**: Not Started\n\n", "", ["2 status Not Started > "]),
        ("[ ] One", "[x] One", ["2 criterion [ ] One > [x] One"]),
        ("[ ] One", "[ ] Once", ["2 criterion [ ] One > ", "2 criterion  > [ ] Once"]),
        ("- [ ] Two\n", "", ["2 criterion [ ] Two > "]),
        ("- [ ] Two\n", "- [ ] Two\n- [x] Three\n", ["2 criterion  > [x] Three"]),
        (
            "- [ ] One\n- [ ] Two\n",
            "- [ ] Two\n- [ ] One\n",
            ["2 criterion-moved 1. One > 2. One", "2 criterion-moved 2. Two > 1. Two"],
        ),
        ("- [ ] One\n", "", ["2 criterion [ ] One > ", "2 criterion-moved 2. Two > 1. Two"]),
        (
            "- [ ] One\n",
            "- [ ] Nought\n- [x] One\n",
            [
                "2 criterion [ ] One > [x] One",
                "2 criterion  > [ ] Nought",
                "2 criterion-moved 1 to 2 > 2 to 3",
            ],
        ),
        ("- [ ] One\n", "- [ ] ~~One~~\n", ["2 criterion [ ] One > "]),
        ("\n\n**Acceptance", "\n\nMore words.\n\n**Acceptance", []),
    ],
    ids=[
        "retitled",
        "status",
        "status gone",
        "ticked",
        "reworded",
        "dropped",
        "added",
        "swapped",
        "first gone",
        "ticked and pushed down",
        "struck out",
        "text",
    ],
)
def test_a_commit_is_told_by_what_it_changed(before: str, after: str, events: list[str]) -> None:
    past = recorded({"tasks.md": TASK}, {"tasks.md": TASK.replace(before, after)})

    assert told(past)[1:] == events
    assert past.touched["tasks.md"] == commit(2)


def test_an_item_that_goes_to_another_document_is_moved() -> None:
    past = recorded({"tasks.md": TASK + OTHER}, {"tasks.md": OTHER, "done.md": TASK})

    assert told(past)[1:] == ["2 moved tasks.md > done.md"]
    assert len(told(past, "TASK-002")) == 1


def test_an_item_that_goes_over_two_commits_is_removed_and_declared() -> None:
    past = recorded({"tasks.md": TASK + OTHER}, {"tasks.md": OTHER}, {"done.md": TASK})

    assert told(past)[1:] == ["2 removed Sign in > ", "3 declared  > Sign in"]


def test_a_file_that_is_removed_and_restored_takes_its_items_with_it() -> None:
    past = recorded({"tasks.md": TASK}, {"tasks.md": None}, {"tasks.md": TASK})

    assert told(past)[1:] == ["2 removed Sign in > ", "3 declared  > Sign in"]
    assert past.touched == {"tasks.md": commit(3)}


def test_a_file_that_is_gone_was_touched_by_nobody() -> None:
    past = recorded({"tasks.md": TASK, "other.md": OTHER}, {"tasks.md": None})

    assert past.touched == {"other.md": commit(1)}


def test_an_identifier_in_two_documents_is_read_from_the_first_of_them() -> None:
    done = TASK.replace("Not Started", "Completed")

    past = recorded({"b.md": TASK}, {"a.md": done}, {"b.md": None}, {"a.md": None})

    assert told(past)[1:] == [
        "2 moved b.md > a.md", "2 status Not Started > Completed", "4 removed Sign in > ",
    ]  # fmt: skip


def test_what_changes_in_the_second_of_two_documents_is_no_event() -> None:
    past = recorded({"a.md": TASK, "b.md": TASK}, {"b.md": TASK.replace("[ ]", "[x]")})

    assert told(past) == ["1 declared  > Sign in"]


def test_an_identifier_twice_in_one_document_is_read_where_it_stands_first() -> None:
    past = recorded({"a.md": TASK + TASK.replace("Not Started", "Completed")}, {"a.md": TASK})

    assert told(past) == ["1 declared  > Sign in"]


def test_commits_are_newest_first_and_events_oldest_first() -> None:
    past = recorded({"tasks.md": TASK}, {"other.md": OTHER}, {"tasks.md": TASK.replace("[ ]", "[x]")})

    assert past.commits == (commit(3), commit(2), commit(1))
    assert [event.commit for event in past.events["TASK-001"]] == [commit(1), commit(3), commit(3)]
    assert past.events["TASK-001"][0].commit.subject == "Step 1"


def test_the_new_commits_are_none_without_a_base_and_may_be_no_commits() -> None:
    recorder = Recorder()

    assert recorder.past().since is None
    assert recorder.past(since=[]).since == ()
    assert recorder.past(since=iter((commit(2), commit(1))), is_complete=False) == Past(
        (), {}, {}, (commit(2), commit(1)), is_complete=False
    )


def test_what_was_told_stays_as_it_was_when_more_is_recorded() -> None:
    recorder = Recorder()
    recorder.record(commit(1), parsed({"tasks.md": TASK}))
    before = recorder.past()

    recorder.record(commit(2), parsed({"tasks.md": None}))

    assert before == recorded({"tasks.md": TASK})
    assert len(recorder.past().commits) == 2


def test_the_order_of_the_paths_of_a_commit_changes_nothing() -> None:
    first: Changes = {"a.md": TASK, "b.md": OTHER, "c.md": TASK.replace("One", "Once")}
    second: Changes = {"a.md": OTHER, "b.md": TASK, "c.md": None}

    told_by_order = [
        recorded(dict(one), dict(two))
        for one in permutations(first.items())
        for two in permutations(second.items())
    ]

    assert all(past == told_by_order[0] for past in told_by_order)


PATHS = ("a.md", "b.md", "c.md")
tasks = st.builds(
    "### TASK-00{} {}\n\n**Status**: {}\n\n**Acceptance Criteria**:\n- [{}] {}\n".format,
    st.integers(1, 3),
    st.sampled_from(("Sign in", "Log in")),
    st.sampled_from(("Not Started", "In Progress", "Completed")),
    st.sampled_from((" ", "x")),
    st.sampled_from(("One", "Two")),
)
documents = st.lists(tasks, max_size=3).map("\n".join)
histories = st.lists(
    st.dictionaries(st.sampled_from(PATHS), st.none() | documents, min_size=1), min_size=1, max_size=5
)


def titles_after(past: Past) -> dict[str, str]:
    """Which items are there after all events, and under which title."""
    found: dict[str, str] = {}
    for identifier, events in past.events.items():
        for event in events:
            if event.what in {"declared", "retitled"}:
                found[identifier] = event.after
            elif event.what == "removed":
                del found[identifier]
    return found


@given(histories)
def test_step_by_step_the_same_items_are_there_as_in_the_last_state_alone(steps: Sequence[Changes]) -> None:
    last: Changes = {}
    for changes in steps:
        last |= changes

    step_by_step, at_once = recorded(*steps), recorded(last)

    assert titles_after(step_by_step) == titles_after(at_once)
    assert step_by_step.touched.keys() == at_once.touched.keys()


@given(histories)
def test_whatever_came_before_a_further_commit_is_told_from_the_same_state(steps: Sequence[Changes]) -> None:
    """A further commit is told alike after every step and after one that made the same state at once."""
    last: Changes = {}
    for changes in steps:
        last |= changes
    further: Changes = {"a.md": TASK, "b.md": None, "c.md": OTHER}

    def events(past: Past, day: int) -> list[tuple[str, str, str, str]]:
        found = [e for events in past.events.values() for e in events if e.commit.when.day == day]
        return sorted((e.item, e.what, e.before, e.after) for e in found)

    long, short = recorded(*steps, further), recorded(last, further)

    assert events(long, len(steps) + 1) == events(short, 2)


def test_the_second_of_two_criteria_with_the_same_words_is_told_apart() -> None:
    twice = TASK.replace("Two", "One")
    past = recorded(
        {"tasks.md": twice}, {"tasks.md": twice.replace("- [ ] One\n- [ ] One", "- [ ] One\n- [x] One")}
    )

    assert told(past)[-1:] == ["2 criterion [ ] One > [x] One"]
