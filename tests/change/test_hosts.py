"""Each host's events, as it writes them, become one value in which unknown differs from empty."""

import json
from pathlib import Path

import pytest

from gov.change.hosts import hosts, read_host
from gov.errors import GovError, UsageError
from tests.change.telling import MARKS, Event, event, saved, title_of, told

FILES = [found for found in saved() if found.host != "gitlab"]


@pytest.mark.parametrize("found", saved(), ids=title_of)
@pytest.mark.gov("TASK-036.1")
def test_an_event_becomes_a_change_request(found: Event) -> None:
    assert told(found.environment()) == found.expected


def test_every_host_has_events_that_are_saved() -> None:
    assert {found.host for found in saved()} == {host.name for host in hosts()}


def test_hosts_are_asked_in_the_order_of_their_precedence() -> None:
    asked = [(host.name, host.precedence) for host in hosts()]

    assert asked == [("forgejo", 100), ("gitea", 200), ("github", 300), ("gitlab", 400)]


@pytest.mark.parametrize("environment", [{}, {"CI": "true"}, {"GITHUB_EVENT_NAME": ""}, {"GITLAB_CI": ""}])
def test_without_a_host_there_is_no_change_request(environment: dict[str, str]) -> None:
    assert read_host(environment) is None


@pytest.mark.parametrize("found", FILES, ids=title_of)
def test_a_file_alone_tells_what_happened(found: Event) -> None:
    """Forgejo's events look like Gitea's. An old event without a sender would look like GitHub's."""
    request = told({}, found.file)

    assert request.host == {"forgejo": "gitea"}.get(found.host, found.host)
    assert (request.event, request.head) == (found.expected.event, found.expected.head)


@pytest.mark.parametrize("host", MARKS)
def test_a_file_that_is_named_goes_before_the_event_of_the_environment(host: str, tmp_path: Path) -> None:
    environment = {
        **MARKS[host],
        "GITHUB_EVENT_NAME": "workflow_dispatch",
        "GITHUB_EVENT_PATH": str(tmp_path / "none.json"),
    }

    request = told(environment, event("github/pull_request").file)

    assert (request.host, request.number) == (host, 412)


def test_a_file_that_is_named_goes_before_the_variables_of_gitlab() -> None:
    request = told(event("gitlab/merge_request").environment(), event("github/pull_request").file)

    assert (request.host, request.number) == ("github", 412)


def test_a_description_that_is_null_is_empty_and_one_that_is_absent_is_unknown(tmp_path: Path) -> None:
    bodies = []
    for body in ({"body": None}, {"body": ""}, {}):
        file = tmp_path / "event.json"
        file.write_text(json.dumps({"pull_request": {"title": "x", **body}}))
        bodies.append(told({}, file).body)

    assert bodies == ["", "", None]


def test_what_an_event_leaves_out_is_unknown(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text('{"pull_request": {"user": {"login": "x", "type": "Mannequin"}}}')

    request = told({}, file)

    unknown = (request.number, request.title, request.labels, request.is_draft, request.is_fork, request.base)
    assert unknown == (None,) * 6
    assert (request.author, request.author_kind, request.approvals) == ("x", None, None)


@pytest.mark.parametrize(
    ("source", "target", "is_fork"),
    [
        ({"id": 1}, {"id": 2}, True),
        ({"id": 1, "full_name": "a/x"}, {"id": 1, "full_name": "b/x"}, False),
        ({"full_name": "a/x"}, {"full_name": "b/x"}, True),
        ({"full_name": "a/x"}, {"full_name": "a/x"}, False),
        ({"id": 1}, {"full_name": "a/x"}, None),
        (None, {"id": 1}, True),
        ({"id": 1}, None, None),
    ],
)
def test_a_fork_is_known_by_the_repositories(
    source: object, target: object, is_fork: bool | None, tmp_path: Path
) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps({"pull_request": {"head": {"repo": source}, "base": {"repo": target}}}))

    assert told({}, file).is_fork is is_fork


def test_the_name_of_a_commit_is_written_in_small_letters(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps({"pull_request": {"head": {"sha": "AB" * 20}}}))

    assert told({}, file).head == "ab" * 20


def test_an_approval_that_a_review_tells_of_proves_nothing() -> None:
    """Anybody may approve in a public repository; the event does not say whose approval counts."""
    assert told(event("github/pull_request_review").environment()).approvals is None
    assert told(event("gitlab/merge_request").environment()).approvals is None


@pytest.mark.parametrize(
    ("head_ref", "number"),
    [
        (f"refs/heads/gh-readonly-queue/main/pr-12-{'a' * 40}", 12),
        (f"gh-readonly-queue/release/2.x/pr-12-{'a' * 40}", 12),
        (f"gh-readonly-queue/main/pr-7-{'a' * 40}/pr-12-{'b' * 64}", 12),
        (f"refs/heads/feature/pr-12-{'a' * 40}", None),
        (f"refs/heads/gh-readonly-queue/main/pr-0-{'a' * 40}", None),
        ("refs/heads/gh-readonly-queue/main/pr-12", None),
        (f"refs/heads/gh-readonly-queue/main/pr-{'9' * 30}-{'a' * 40}", None),
    ],
)
def test_a_merge_group_has_the_number_in_the_name_of_its_branch(
    head_ref: str, number: int | None, tmp_path: Path
) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps({"merge_group": {"head_ref": head_ref}}))

    request = told({}, file)

    assert (request.number, request.branch, request.title, request.body) == (number, None, None, None)


@pytest.mark.parametrize(
    ("title", "variable", "is_draft"),
    [
        ("Draft: x", None, True),
        ("draft: x", None, True),
        ("(Draft) x", None, True),
        ("[draft]x", None, True),
        ("Drafting: x", None, False),
        ("Draft x", None, False),
        ("x", "true", True),
        ("Draft: x", "false", False),
    ],
)
def test_gitlab_tells_of_drafts_in_a_variable_or_by_the_title(
    title: str, variable: str | None, is_draft: bool
) -> None:
    environment = {**event("gitlab/merge_request").environment(), "CI_MERGE_REQUEST_TITLE": title}
    del environment["CI_MERGE_REQUEST_DRAFT"]
    if variable:
        environment["CI_MERGE_REQUEST_DRAFT"] = variable

    assert told(environment).is_draft is is_draft


@pytest.mark.parametrize(
    ("variables", "body", "is_cut"),
    [
        ({"": "x", "_IS_TRUNCATED": "false"}, "x", False),
        ({"": "x", "_IS_TRUNCATED": "true"}, "x", True),
        ({"": "x" * 2700, "_IS_TRUNCATED": "false"}, "x" * 2700, False),
        ({"": "x" * 2700}, "x" * 2700, True),
        ({"": "x"}, "x", False),
        ({"_IS_TRUNCATED": "false"}, "", False),
        ({}, None, False),
    ],
)
def test_a_description_that_gitlab_cut_is_incomplete(
    variables: dict[str, str], body: str | None, is_cut: bool
) -> None:
    name = "CI_MERGE_REQUEST_DESCRIPTION"
    environment = {k: v for k, v in event("gitlab/merge_request").environment().items() if name not in k}
    environment |= {f"{name}{end}": value for end, value in variables.items()}

    request = told(environment)

    assert (request.body, request.is_cut) == (body, is_cut)


def test_a_merge_of_gitlab_is_never_taken_for_the_end_of_the_change() -> None:
    environment = event("gitlab/merge_request.merged_result").environment()
    environment["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = ""

    assert told(environment).head is None


def refusal(environment: dict[str, str], file: Path | None = None) -> str:
    with pytest.raises(UsageError) as refused:
        read_host(environment, file)
    return f"{refused.value}\n{refused.value.help}"


def test_events_that_ask_for_no_change_are_refused_with_those_that_do(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text('{"action": "opened", "issue": {}}')
    environment = {**MARKS["github"], "GITHUB_EVENT_NAME": "issues", "GITHUB_EVENT_PATH": str(file)}

    way_out = (
        "Events that do are pull_request, pull_request_target, pull_request_review, merge_group, push; "
        "for others, gov pr --range BASE..HEAD."
    )
    assert refusal(environment) == f"{file}: the event 'issues' asks for no change\n{way_out}"
    assert refusal({}, file) == (
        f"{file}: the event holds no pull request, no merge group and no push\n{way_out}"
    )


@pytest.mark.parametrize(
    "content",
    [
        '{"comment": {}, "pull_request": {}}',
        '{"thread": {}, "pull_request": {}}',
        '{"ref": "refs/heads/main", "before": "", "after": "", "schedule": "* * * * *"}',
        '{"ref": "refs/heads/main"}',
        "{}",
    ],
)
def test_an_event_that_only_looks_like_one_that_counts_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(content)

    assert "holds no pull request, no merge group and no push" in refusal({}, file)


def test_a_webhook_of_gitlab_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text('{"object_kind": "merge_request", "object_attributes": {"iid": 3}}')

    assert refusal({}, file) == (
        f"{file}: an event of GitLab holds less of a merge request than its pipelines are told\n"
        "Run gov pr in a merge request pipeline, without --event."
    )


@pytest.mark.parametrize("source", ["schedule", "web", ""])
def test_a_pipeline_of_gitlab_that_nobody_asked_a_change_of_is_refused(source: str) -> None:
    environment = {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": source}

    assert f"a pipeline whose source is '{source}' asks for no change" in refusal(environment)


@pytest.mark.parametrize("host", ["github", "gitea"])
def test_a_push_that_deletes_a_branch_brings_nothing_to_judge(host: str, tmp_path: Path) -> None:
    members = {**event(f"{host}/push").members, "after": "0" * 40}
    file = tmp_path / "event.json"
    file.write_text(json.dumps(members))

    assert refusal(event(f"{host}/push").environment(file)).replace(str(tmp_path), "DIR") == (
        "DIR/event.json: the push deleted 'refs/heads/main', so it brings nothing that could be judged\n"
        "Let the job run only where the event's 'deleted' is not true."
    )


@pytest.mark.parametrize("host", ["github", "gitea", "forgejo"])
@pytest.mark.parametrize(
    "changed", [{"state": "closed", "merged": False}, {"state": "closed", "merged": True}]
)
def test_a_request_that_was_closed_asks_for_nothing_unless_it_was_merged(
    host: str, changed: dict[str, str | bool], tmp_path: Path
) -> None:
    saved = event(f"{host}/pull_request").members
    about = saved["pull_request"]
    assert isinstance(about, dict)
    file = tmp_path / "event.json"
    file.write_text(json.dumps({**saved, "action": "closed", "pull_request": {**about, **changed}}))
    environment = event(f"{host}/pull_request").environment(file)

    if changed["merged"]:
        assert told(environment).number == about["number"]
        assert told(environment).target is None
    else:
        assert refusal(environment).replace(str(tmp_path), "DIR") == (
            "DIR/event.json: the pull request was closed without being merged, so nothing asks to be let in\n"
            "Let the job run for requests that are open, or were merged."
        )


def test_a_group_that_a_queue_dissolved_asks_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps({**event("github/merge_group").members, "action": "destroyed"}))

    assert "the merge group was dissolved" in refusal(event("github/merge_group").environment(file))


@pytest.mark.parametrize("after", [{}, {"after": ""}, {"after": None}])
def test_a_push_that_does_not_say_what_it_brought_deletes_nothing(
    after: dict[str, str | None], tmp_path: Path
) -> None:
    members = {name: value for name, value in event("github/push").members.items() if name != "after"}
    file = tmp_path / "event.json"
    file.write_text(json.dumps({**members, **after}))

    with pytest.raises(GovError, match=r"event.json: after is missing"):
        read_host(event("github/push").environment(file))


@pytest.mark.parametrize("mark", [{"GITEA_ACTIONS": "true"}, {"GITHUB_EVENT_NAME": "push"}])
def test_a_runner_that_names_no_event_is_refused(mark: dict[str, str]) -> None:
    assert "is not set, so nobody tells what happened" in refusal(mark)
