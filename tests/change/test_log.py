"""`gov pr --log FILE`: what was let in without a task is written down, whole, and read back or refused."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from gov.change.log import LogEntry, lines_of, unsaid
from gov.change.log_reading import MOST_BYTES, configured_log, read_log
from gov.errors import GovError
from gov.evidence import FolderFiles, MemoryFiles
from tests.change.stories import FORM, day, override
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.change.stories import Judged, Story

HEAD = "a" * 40
EXEMPT = LogEntry(date(2026, 6, 1), "github", 7, HEAD, "exempt", "bot", "dependabot[bot]")
OVERRIDE = LogEntry(
    date(2026, 6, 2), "gitlab", None, "b" * 64, "override", "the sign-in is down", None, ("ENF-004",),
    date(2026, 6, 4), "TASK-003",
)  # fmt: skip
HOSTILE = 'x"\n\r\x1b[2J\u202e\u2028\x85 ::error::y </script> \ud800'


def overridden(story: Story, until: int = 3, runner: dict[str, str] | None = None) -> Judged:
    options = ("--labels", "governance-override", "--log", "g.jsonl")
    return story.judge(*options, body=override(day(until)), **(runner or {}))


def logged(story: Story) -> list[dict[str, object]]:
    return [json.loads(line) for line in (story.folder / "g.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.gov("TASK-037.3")
def test_an_override_that_holds_is_logged(story: Story) -> None:
    head = story.change(shop__auth_py=FORM)

    overridden(story, runner=story.event("pull_request"))

    assert logged(story) == [
        {
            "version": 1, "day": day(0), "host": "github", "number": 7, "head": head, "kind": "override",
            "reason": "the sign-in is down", "who": "mira", "codes": ["ENF-004"], "until": day(3),
            "follow_up": "TASK-003",
        }
    ]  # fmt: skip


@pytest.mark.gov("TASK-037.3")
def test_an_exemption_is_logged_with_who_it_is_from(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "commit", "-q", "--amend", "--no-edit", "--author=dependabot[bot] <bot@example.org>")
    head = story.head()
    bot = {"login": "dependabot[bot]", "type": "Bot"}

    story.judge("--log", "g.jsonl", **story.event("pull_request", user=bot))

    assert logged(story) == [
        {
            "version": 1, "day": day(0), "host": "github", "number": 7, "head": head, "kind": "exempt",
            "reason": "bot", "who": "dependabot[bot]", "codes": [], "until": None, "follow_up": None,
        }
    ]  # fmt: skip


def test_an_override_that_does_not_hold_is_not_logged(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    found = overridden(story, until=9)

    assert found.exit_code == 1
    assert logged(story) == []


def test_what_was_said_of_a_commit_is_not_said_again(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    overridden(story)
    before = (story.folder / "g.jsonl").stat()

    overridden(story)

    after = (story.folder / "g.jsonl").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    story.change(README_md="# The shop\n")
    overridden(story)
    assert len(logged(story)) == 2


def test_an_override_that_was_prolonged_at_the_same_commit_says_so(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    overridden(story)
    overridden(story, until=5)

    assert [entry["until"] for entry in logged(story)] == [day(3), day(5)]


def test_a_last_line_without_an_end_is_kept_apart(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    (story.folder / "g.jsonl").write_text(lines_of([EXEMPT]).rstrip("\n"), encoding="utf-8")

    overridden(story)

    assert [entry["kind"] for entry in logged(story)] == ["exempt", "override"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("link.jsonl", "error: 'link.jsonl' cannot be written: it is a symbolic link\n"),
        ("tasks.md", "error: 'tasks.md' would be overwritten, and this check reads it\n"),
        ("gov.toml", "error: 'gov.toml' would be overwritten, and this check reads it\n"),
        (".git/g.jsonl", "a git repository's own files"),
        ("gone/g.jsonl", "the folder 'gone' is not there"),
        ("shop", "it is no regular file"),
        ("-", "error: --log '-' names no file\n"),
        ("out.json", "error: 'out.json' would be written twice, as a report and as the log\n"),
    ],
)
def test_a_file_that_is_no_place_for_a_log_is_refused_before_anything_is_written(
    story: Story, name: str, told: str
) -> None:
    story.change(shop__auth_py=FORM)
    (story.folder / "target.jsonl").write_text("", encoding="utf-8")
    (story.folder / "link.jsonl").symlink_to("target.jsonl")

    found = story.judge("--output", "json=out.json", "--log", name, body=override(day(3)))

    assert found.exit_code == 2
    assert told in found.err
    assert not (story.folder / "out.json").exists()
    assert (story.folder / "target.jsonl").read_bytes() == b""


def test_a_broken_log_is_named_with_its_line_and_left_as_it_is(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    broken = lines_of([EXEMPT]) + '{"version": 1, "da'
    (story.folder / "g.jsonl").write_text(broken, encoding="utf-8")

    found = overridden(story)

    assert (found.exit_code, found.value) == (2, {})
    assert found.err.startswith("error: g.jsonl:2: the line is not JSON: ")
    assert (story.folder / "g.jsonl").read_text("utf-8") == broken


def test_a_report_never_takes_the_place_of_the_log(story: Story) -> None:
    story.replace("gov.toml", "[change]", '[change]\nlog = "g.jsonl"')
    story.commit("Keep a log")
    (story.folder / "g.jsonl").write_text(lines_of([EXEMPT]), encoding="utf-8")

    found = story.judge("--policy-from", "head", "--output", "json=g.jsonl")

    assert found.exit_code == 2
    assert "'g.jsonl' would be overwritten" in found.err


def test_a_log_without_room_is_refused(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    line = lines_of([EXEMPT])
    (story.folder / "g.jsonl").write_text(line * (MOST_BYTES // len(line)), encoding="utf-8")

    found = overridden(story)

    assert found.exit_code == 2
    assert "g.jsonl has no room: a log holds 16 MiB" in found.err


def test_entries_are_read_as_they_were_written() -> None:
    hostile = OVERRIDE._replace(reason=HOSTILE, who=HOSTILE)

    text = lines_of([EXEMPT, OVERRIDE, hostile])

    assert text.count("\n") == 3
    assert not {"\x1b", "\u202e", "\u2028", "\x85"} & set(text)
    assert read_log(text.replace("\ud800", "\\ud800").encode(), "g.jsonl") == (EXEMPT, OVERRIDE, hostile)
    assert read_log(text.replace("\ud800", "").replace("\n", "\r\n").encode(), "g.jsonl")[:2] == (
        EXEMPT,
        OVERRIDE,
    )
    assert read_log(b"", "g.jsonl") == ()


def test_the_same_is_one_entry_within_one_run_too() -> None:
    assert unsaid([EXEMPT, EXEMPT._replace(day=date(2026, 6, 9))], [OVERRIDE]) == (EXEMPT,)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"version": 2}, "'version' is 2, and should be 1, the only one that is known"),
        ({"version": True}, "'version' is true, and should be 1"),
        ({"day": "2026-02-30"}, "'day' is '2026-02-30', and should be a day (YYYY-MM-DD)"),
        ({"day": "20260601"}, "'day' is '20260601', and should be a day"),
        ({"host": ""}, "'host' is '', and should be a text"),
        ({"number": 0}, "'number' is 0, and should be a number that a host gives, or null"),
        ({"number": 1.5}, "'number' is 1.5"),
        ({"head": "main"}, "'head' is 'main', and should be the full name of a commit"),
        ({"kind": "waived"}, "'kind' is 'waived', and should be 'exempt' or 'override'"),
        ({"reason": None}, "'reason' is null, and should be a text"),
        ({"who": 7}, "'who' is 7, and should be a text"),
        ({"codes": []}, "'codes' is [], and should be a list of codes"),
        ({"codes": [1]}, "'codes' is [1], and should be a list of codes"),
        ({"until": None}, "'until' is null, and should be a text"),
        ({"follow_up": ""}, "'follow_up' is '', and should be a text"),
        ({"kind": "exempt"}, "should be one of bot, merge, paths, revert"),
        ({"kind": "exempt", "reason": "bot"}, "'codes' is [\"ENF-004\"], and should be left open"),
        ({"reason": None, "head": "\x1b[2J"}, "'head' is '\\x1b[2J'"),
    ],
)
def test_a_line_that_says_anything_else_is_an_error(changed: dict[str, object], told: str) -> None:
    record = json.loads(lines_of([OVERRIDE])) | changed
    data = lines_of([EXEMPT]).encode() + json.dumps(record).encode() + b"\n"

    with pytest.raises(GovError) as raised:
        read_log(data, "g.jsonl")

    assert str(raised.value).startswith("g.jsonl:2: ")
    assert told in str(raised.value)
    assert raised.value.help


@pytest.mark.parametrize("key", list(json.loads(lines_of([OVERRIDE]))))
def test_a_key_that_is_missing_is_an_error(key: str) -> None:
    record = json.loads(lines_of([OVERRIDE]))
    del record[key]

    with pytest.raises(GovError, match=f"g.jsonl:1: '{key}' is missing"):
        read_log(json.dumps(record).encode(), "g.jsonl")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\n", "g.jsonl:1: the line is empty"),
        (lines_of([EXEMPT]).encode() + b"\n" + lines_of([EXEMPT]).encode(), "g.jsonl:2: the line is empty"),
        (b"[]\n", "g.jsonl:1: the line is JSON, but no object"),
        (b"<<<<<<< HEAD\n", "g.jsonl:1: the line is not JSON"),
        (b"\xef\xbb\xbf{}\n", "g.jsonl:1: the line is not JSON"),
        (b'{"version": "\xff"}\n', "g.jsonl:1: byte 14 is not UTF-8"),
        (b'{"version": 1, "version": 1}\n', "g.jsonl:1: the line has the key 'version' twice"),
        (b"[" * 100_000, "g.jsonl:1: the line is nested too deeply"),
        (b'{"version": ' + b"9" * 10_000 + b"}", "g.jsonl:1: the line holds a number that is too long"),
        (b"x" * (MOST_BYTES + 1), "g.jsonl is larger than 16 MiB"),
    ],
)
def test_what_is_no_line_is_an_error(data: bytes, told: str) -> None:
    with pytest.raises(GovError) as raised:
        read_log(data, "g.jsonl")

    assert told in str(raised.value)


def test_a_log_that_is_not_there_yet_is_none_and_one_from_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "g.jsonl").write_text(lines_of([EXEMPT]), encoding="utf-8")
    (tmp_path / "project" / "link.jsonl").symlink_to(tmp_path / "g.jsonl")

    assert configured_log(FolderFiles(tmp_path / "project"), "g.jsonl") is None
    assert configured_log(MemoryFiles({"g.jsonl": b""}), "g.jsonl") == ()
    with pytest.raises(GovError, match=r"link\.jsonl cannot be read: it lies outside the project"):
        configured_log(FolderFiles(tmp_path / "project"), "link.jsonl")
