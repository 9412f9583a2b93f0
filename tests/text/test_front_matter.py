"""Front matter: cut at the very start alone, read as strings alone."""

import pytest
from inline_snapshot import snapshot

from gov.text import Position, Source
from gov.text.front_matter import FrontMatter


def front_matter(text: str) -> FrontMatter:
    found = Source.read("a.md", text.encode()).front_matter
    assert found is not None
    return found


def values(text: str) -> dict[str, tuple[str, ...]]:
    return {entry.key: entry.values for entry in front_matter(text).entries}


def test_values_are_the_words_as_written() -> None:
    assert values("---\nstatus: on\nnumber: 0010\ndate: 2026-01-02\nnone:\ntags: [a, b]\n---\n") == snapshot(
        {"status": ("on",), "number": ("0010",), "date": ("2026-01-02",), "none": ("",), "tags": ("a", "b")}
    )


@pytest.mark.parametrize(
    "text",
    [
        "\n---\nstatus: x\n---\n",
        " ---\nstatus: x\n---\n",
        "---\nstatus: x\n",
        "----\nstatus: x\n----\n",
        "--- x\nstatus: x\n---\n",
        "",
    ],
)
def test_what_does_not_stand_at_the_very_start_between_two_lines_of_dashes_is_text(text: str) -> None:
    source = Source.read("a.md", text.encode())

    assert (source.front_matter, source.body) == (None, text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_body_begins_behind_it_however_lines_end(ending: str, mark: str) -> None:
    text = mark + ending.join(["---", "title: été", "---", "# Tasks"])
    source = Source.read("a.md", text.encode())

    assert source.body == "# Tasks"
    assert source.data[source.base :] == b"# Tasks"
    assert source.position(source.base) == Position(4, 1)


def test_a_value_has_a_place_in_the_file() -> None:
    source = Source.read("a.md", "\ufeff---\ntitle: été\nstatus: accepted\n---\n".encode())
    entry = source.front_matter.get("Status") if source.front_matter else None
    assert entry is not None

    start, end = source.offset_of_front_matter(entry.start), source.offset_of_front_matter(entry.end)
    assert source.data[start:end] == b"accepted"
    assert source.position(start) == Position(3, 9)


@pytest.mark.parametrize(
    ("inner", "problem"),
    [
        ("a: &x 1\nb: *x", snapshot("uses a YAML alias; write the value out")),
        ("a: 1\nA: 2", snapshot("has the key 'A' twice")),
        ("- a", snapshot("is not a mapping of keys to values")),
        ("[a]: 1", snapshot("has a key that is not plain text")),
        ("a: {b", snapshot("expected ',' or '}', but got '<stream end>'")),
        ("a: b: c", snapshot("mapping values are not allowed here")),
        ("a: \x07", snapshot("unacceptable character #x0007: special characters are not allowed")),
    ],
)
def test_what_cannot_be_read_says_why(inner: str, problem: str) -> None:
    assert front_matter(f"---\n{inner}\n---\n").problem == problem


def test_nothing_between_the_dashes_is_no_problem() -> None:
    assert front_matter("---\n---\n# A").problem == ""
    assert front_matter("---\n# only a comment\n---\n").entries == ()
