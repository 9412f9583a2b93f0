"""Anchors are those that GitHub gives: the names in links to our documents must mean the same there."""

import pytest

from gov.text import Heading, Source, read_outline
from gov.text.anchors import anchor_of, anchors_in_html, heading_anchors


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Sign-in", "sign-in"),
        ("TASK-001: Sign in & out", "task-001-sign-in--out"),
        ("  What's new?  ", "whats-new"),
        ("snake_case and `code`", "snake_case-and-code"),
        ("Été à Zürich", "été-à-zürich"),
        ("日本語、テスト", "日本語テスト"),
        ("हिन्दी", "हिन्दी"),
        ("v1.2.0 — 50 %", "v120--50-"),
        ("👩‍💻 Team", "-team"),
        ("½ done", "-done"),
        ("...", ""),
    ],
)
def test_a_heading_has_the_anchor_that_github_gives_it(text: str, anchor: str) -> None:
    assert anchor_of(text) == anchor


def test_headings_of_one_name_are_told_apart() -> None:
    assert heading_anchors(["Notes", "Notes", "notes", "Notes-1", "Notes"]) == (
        "notes",
        "notes-1",
        "notes-2",
        "notes-1-1",
        "notes-3",
    )


def test_anchors_set_by_hand_count_where_a_reader_has_them() -> None:
    text = (
        '<a id="one"></a> <a name=\'two\'></a> <div class="x" id=three>\n\n'
        '<!-- <a id="four"></a> -->\n\n```\n<a id="five"></a>\n```\n\n'
        "## Own {#six}\n\n## Other {: #seven .wide }\n"
    )
    source = Source.read("a.md", text.encode())

    assert anchors_in_html(source, read_outline(source)) == {"one", "two", "three", "six", "seven"}


def test_anchors_come_from_the_text_that_a_reader_sees() -> None:
    source = Source.read("a.md", b"# A *b* [c](d.md) `e` &amp; f")
    texts = [block.line.text for block in read_outline(source).blocks if isinstance(block, Heading)]

    assert heading_anchors(texts) == ("a-b-c-e--f",)
