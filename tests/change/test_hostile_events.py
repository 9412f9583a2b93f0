"""No event, whatever it holds, is read as something that it is not, and none shows a traceback."""

import contextlib
import json
import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from gov.change import ChangeRequest
from gov.change.hosts import read_host
from gov.errors import GovError
from tests.change.telling import Event, Json, event, saved, title_of, told

FILES = [found for found in saved() if found.host != "gitlab"]
PULL_REQUEST = event("github/pull_request")


def refused(data: bytes | str, folder: Path, name: str = "event.json") -> str:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(GovError) as raised:
        read_host(PULL_REQUEST.environment(file))
    assert raised.value.exit_code == 2
    assert raised.value.help
    return str(raised.value).removeprefix(f"{folder}/")


BROKEN = {
    "": snapshot("event.json:1: is not JSON: expecting value"),
    "\n\n{": snapshot("event.json:3: is not JSON: expecting property name enclosed in double quotes"),
    "[]": snapshot("event.json: holds a list, and an event is an object"),
    "null": snapshot("event.json: holds null, and an event is an object"),
    '{"a": 1, "a": 2}': snapshot("event.json:1: has the key 'a' twice in one object"),
    '{"number": ' + "9" * 5000 + "}": snapshot("event.json:1: holds a number that is too long"),
    '{"a": ' + "[" * 100_000: snapshot("event.json:1: is nested too deeply"),
    '{"a":' * 100_000: snapshot("event.json:1: is nested too deeply"),
    "{} {}": snapshot("event.json:1: is not JSON: something stands after its end"),
    "<xml/>": snapshot("event.json:1: is not JSON: expecting value"),
    "{}": snapshot("event.json: pull_request is missing"),
    '{"pull_request": null}': snapshot("event.json: pull_request is missing"),
    '{"pull_request": []}': snapshot("event.json: pull_request is a list, and should be an object"),
    '{"pull_request": {"labels": ["bug"]}}': snapshot(
        "event.json: pull_request.labels[0] is a text, and should be an object"
    ),
    '{"pull_request": {"labels": [{"name": "a"}, {"name": 1}]}}': snapshot(
        "event.json: pull_request.labels[1].name is a number, and should be a text"
    ),
    '{"pull_request": {"number": 1e3}}': snapshot(
        "event.json: pull_request.number is a fraction, and should be a whole number"
    ),
    '{"pull_request": {"number": NaN}}': snapshot(
        "event.json: pull_request.number is a fraction, and should be a whole number"
    ),
    '{"pull_request": {"number": true}}': snapshot(
        "event.json: pull_request.number is true, and should be a whole number"
    ),
    '{"pull_request": {"draft": "false"}}': snapshot(
        "event.json: pull_request.draft is a text, and should be true or false"
    ),
    '{"pull_request": {"number": 0}}': snapshot(
        "event.json: pull_request.number is '0', which is not a number that a host gives"
    ),
    '{"pull_request": {"number": ' + "9" * 19 + "}}": snapshot(
        "event.json: pull_request.number is '9999999999999999999', which is not a number that a host gives"
    ),
    '{"pull_request": {"head": {"sha": "HEAD"}}}': snapshot(
        "event.json: pull_request.head.sha is 'HEAD', which is not the full name of a commit"
    ),
    '{"pull_request": {"base": {"sha": "--output=x"}}}': snapshot(
        "event.json: pull_request.base.sha is '--output=x', which is not the full name of a commit"
    ),
    '{"pull_request": {"base": {"sha": "' + "a" * 39 + '\\n"}}}': snapshot(
        "event.json: pull_request.base.sha is 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\n',"
        " which is not the full name of a commit"
    ),
    '{"pull_request": {"head": {"ref": "--upload-pack=x"}}}': snapshot(
        "event.json: pull_request.head.ref is '--upload-pack=x', which is not a name that git allows"
    ),
    '{"pull_request": {"head": {"ref": "a\\u001b[2Jb\\u202e"}}}': snapshot(
        "event.json: pull_request.head.ref is 'a\\x1b[2Jb\\u202e', which is not a name that git allows"
    ),
}


@pytest.mark.parametrize("content", BROKEN, ids=lambda content: content[:50])
def test_a_broken_event_is_refused_with_the_place(content: str, tmp_path: Path) -> None:
    assert refused(content, tmp_path) == BROKEN[content]


def test_bytes_that_are_no_utf_8_are_refused_with_their_line(tmp_path: Path) -> None:
    assert refused(b'{\n"a": "\xff"}', tmp_path) == "event.json:2: holds a byte that is not UTF-8, 0xFF"
    assert refused('{"a": 1}'.encode("utf-16"), tmp_path).startswith("event.json:1: holds a byte that is not")


def test_a_mark_of_byte_order_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(b"\xef\xbb\xbf" + PULL_REQUEST.data)

    assert told(PULL_REQUEST.environment(file)) == PULL_REQUEST.expected


def test_an_event_that_is_larger_than_any_host_sends_is_refused(tmp_path: Path) -> None:
    assert (
        refused(b" " * ((25 << 20) + 1), tmp_path) == "event.json: is larger than the 25 MB that a host sends"
    )


def test_a_key_that_stands_twice_is_named_in_short(tmp_path: Path) -> None:
    key = json.dumps("x" * 1_000_000)

    assert len(refused(f"{{{key}: 1, {key}: 2}}", tmp_path)) < 300


@pytest.mark.parametrize("name", ["none.json", ".", "a\0b", "x" * 5000])
def test_a_file_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(GovError, match="cannot be read"):
        read_host({}, tmp_path / name)


def test_the_name_of_a_file_is_shown_without_what_would_move_the_cursor(tmp_path: Path) -> None:
    assert refused("[]", tmp_path, "a\x1b[2J\n::error::b.json").isprintable()


def test_a_title_and_a_description_are_taken_as_they_are(tmp_path: Path) -> None:
    members = PULL_REQUEST.members
    body = "::error::x\n\x1b[31m\0" + "TASK-012 " * 120_000
    title = "a\r\n::warning::b\x07"
    file = tmp_path / "event.json"
    file.write_text(json.dumps({"pull_request": {**told_part(members), "title": title, "body": body}}))

    request = told({}, file)

    assert (request.title, request.body) == (title, body)


def test_half_characters_are_replaced_so_that_the_text_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(r'{"pull_request": {"title": "a\ud800b", "user": {"login": "\udfff"}}}')

    request = told({}, file)

    assert (request.title, request.author) == ("a?b", "?")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a b", "https://a/)[x](y", "https://a/\n", 'https://a/"', "x"]
)
def test_an_address_that_could_end_a_link_is_left_out(address: str, tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps({"pull_request": {"html_url": address}}))

    assert told({}, file).url == ""


NAMES = [
    "-x", "a..b", "a b", "a~b", "a^b", "a:b", "a?b", "a*b", "a[b", "a\\b", "a@{b", "@", "/a", "a/", "a//b",
    ".a", "a/.b", "a.", "a.lock", "a.lock/b", "a\x7fb", "a\tb", "a\nb",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_branch_that_git_would_refuse_is_refused(name: str, tmp_path: Path) -> None:
    told_by_event = refused(json.dumps({"pull_request": {"head": {"ref": name}}}), tmp_path)

    assert told_by_event.endswith("which is not a name that git allows")
    environment = {**event("gitlab/merge_request").environment(), "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": name}
    with pytest.raises(GovError, match="CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"):
        read_host(environment)


@pytest.mark.parametrize(
    "name", ["a", "feature/TASK-012", "ünïcode/枝", "a.b", "a@b", "a-", "lock", "x.locked"]
)
def test_a_branch_that_git_allows_is_taken(name: str, tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps({"pull_request": {"head": {"ref": name}}}))

    assert told({}, file).branch == name


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CI_MERGE_REQUEST_IID", "12; rm -rf /"),
        ("CI_MERGE_REQUEST_IID", "-1"),
        ("CI_MERGE_REQUEST_IID", "٣"),
        ("CI_MERGE_REQUEST_IID", "9" * 40),
        ("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "x"),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "main"),
        ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "--all"),
        ("CI_COMMIT_SHA", "HEAD"),
    ],
)
def test_a_variable_of_gitlab_that_somebody_else_set_is_refused(variable: str, value: str) -> None:
    environment = {**event("gitlab/merge_request").environment(), variable: value}

    with pytest.raises(GovError, match=variable) as raised:
        read_host(environment)

    assert raised.value.help == "Leave it as GitLab sets it: no job and no project should define it."


def test_bytes_in_a_variable_that_are_no_text_are_replaced() -> None:
    environment = {**event("gitlab/merge_request").environment(), "CI_MERGE_REQUEST_TITLE": "a\udcffb"}

    assert told(environment).title == "a?b"


def told_part(members: dict[str, Json]) -> dict[str, Json]:
    part = members["pull_request"]
    assert isinstance(part, dict)
    return part


def trails(node: Json, trail: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each value in an event."""
    if trail:
        yield trail
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, inner in members:
        yield from trails(inner, (*trail, name))


def changed(node: Json, trail: tuple[str | int, ...], value: Json) -> Json:
    """A copy of an event with another value at a place."""
    copy = deepcopy(node)
    inner = copy
    for name in trail[:-1]:
        assert isinstance(inner, dict | list)
        inner = inner[name]  # type: ignore[index] # a trail fits its event
    inner[trail[-1]] = value  # type: ignore[index] # likewise
    return copy


def judged(found: Event, content: str, file: Path) -> ChangeRequest | GovError:
    file.write_text(content, encoding="utf-8", errors="surrogatepass")
    try:
        return told(found.environment(file))
    except GovError as error:
        return error


# Every key on the way to something that is read.
READ = {
    "pull_request", "user", "login", "type", "base", "head", "sha", "ref", "repo", "id", "full_name",
    "labels", "name", "html_url", "title", "body", "draft", "number", "merge_group", "head_ref", "base_sha",
    "head_sha", "before", "after", "compare", "compare_url", "repository",
}  # fmt: skip
WRONG: tuple[Json, ...] = (None, True, -1, 1.5, float("nan"), "", "--x", "\0\ud800", [], [None], {}, {"": {}})


@pytest.mark.parametrize("found", FILES, ids=title_of)
@pytest.mark.gov("TASK-036.1")
def test_a_wrong_value_at_any_place_gives_a_request_or_an_error_with_the_place(
    found: Event, tmp_path: Path
) -> None:
    file = tmp_path / "event.json"
    members = found.members
    for trail in (way for way in trails(members) if {name for name in way if name != 0} <= READ):
        for value in WRONG:
            result = judged(found, json.dumps(changed(members, trail, value)), file)

            if isinstance(result, GovError):
                place = str(trail[0]) + "".join(
                    f"[{t}]" if isinstance(t, int) else f".{t}" for t in trail[1:]
                )
                assert place in str(result), (trail, value, result)
                assert result.help
            else:
                assert_sound(result)


def assert_sound(request: ChangeRequest) -> None:
    for revision in (request.base, request.head):
        assert revision is None or (len(revision) in {40, 64} and int(revision, 16))
    assert all(answer in {None, True, False} for answer in (request.is_draft, request.is_fork))
    assert request.branch is None or not request.branch.startswith("-")
    assert request.number is None or request.number > 0
    texts = (request.title, request.body, request.author, *(request.labels or ()))
    assert all(text is None or text.encode() is not None for text in texts)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file for every example."""
    return tmp_path_factory.mktemp("events") / "event.json"


@settings(max_examples=300)
@given(st.data())
def test_an_event_that_was_changed_anywhere_gives_a_request_or_an_error(
    scratch: Path, data: st.DataObject
) -> None:
    found = data.draw(st.sampled_from(FILES))
    members: Json = found.members
    for _ in range(data.draw(st.integers(1, 3))):
        trail = data.draw(st.sampled_from(sorted(trails(members), key=str)))
        members = changed(members, trail, data.draw(anything))

    result = judged(found, json.dumps(members), scratch)

    if isinstance(result, ChangeRequest):
        assert_sound(result)


@settings(max_examples=200)
@given(st.sampled_from(FILES), st.integers(0, 2**32))
def test_an_event_whose_bytes_were_changed_gives_a_request_or_an_error(
    scratch: Path, found: Event, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray(found.data)
    for _ in range(dice.randint(1, 6)):
        data[dice.randrange(len(data))] = dice.choice(b'{}[]",:\\\0\xff09eE-tn')
    scratch.write_bytes(data)

    with contextlib.suppress(GovError):
        assert_sound(told(found.environment(scratch)))
