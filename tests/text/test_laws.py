"""Laws of reading: nothing fails, offsets are true, and how a file is stored changes nothing that it says."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gov.config import Configuration
from gov.project import MemoryTree, load_project
from gov.text import Code, Heading, Line, Outline, Source, Table, read_outline

PIECES = st.sampled_from(
    [
        *(
            "# ",
            "### TASK-001 Sign in",
            "## PLAN-002: Été",
            "**Status**: Open",
            "**References**: PLAN-001 (A), P1",
        ),
        *(
            "- [ ] one",
            "- [x] zwei",
            "1. three",
            "> quoted",
            "```",
            "~~~",
            "    code",
            "<!--",
            "-->",
            "<a id='x'>",
        ),
        *(
            "|a|b|",
            "|-|-|",
            "[a](b.md)",
            "![i](p.png)",
            "[r]: x.md",
            "`c`",
            "**",
            "*",
            "_",
            "\\",
            "&amp;",
            "&#0;",
        ),
        *(
            "---",
            "===",
            "[^1]",
            "[^1]: note",
            "\t",
            "  ",
            "\u00a0",
            "\u2028",
            "\u0085",
            "\x0b",
            "\x0c",
            "\x00",
        ),
        *(
            "\ufeff",
            "日本語",
            "e\u0301",
            "👩\u200d💻",
            "T\u0410SK-001",
            "TASK-00\uff11",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=200))
PLAIN_TEXTS = st.lists(
    PIECES.filter(lambda piece: not set(piece) & set("\r\u2028\u0085\x0b\x0c\x00\ufeff\u200d\t")), max_size=30
).map("".join)


def lines_of(outline: Outline) -> list[Line]:
    lines: list[Line] = []
    for block in outline.blocks:
        if isinstance(block, Heading):
            lines.append(block.line)
        elif isinstance(block, Table):
            lines.extend(cell for row in block.rows for cell in row)
        elif not isinstance(block, Code):
            lines.extend(block.lines)
    return lines


def items_of(data: bytes) -> list[object]:
    """What a document says, without where it says it."""
    project = load_project(MemoryTree({"tasks.md": data}), Configuration())
    return [
        (
            item.id,
            item.title,
            item.status.name if item.status else "",
            [(field.key, field.label, field.value) for field in item.fields],
            [(ref.target, ref.relation, ref.label, ref.spelling) for ref in item.references],
            [(criterion.id, criterion.text, criterion.checked) for criterion in item.criteria],
            [section.name for section in item.sections],
        )
        for item in project.items
    ]


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf---\n\xff: \x00\n---\n# TASK-001")
@example(b"---\n? [a\n---\n")
def test_any_bytes_are_read(data: bytes) -> None:
    source = Source.read("a.md", data)
    read_outline(source)

    assert len(source.body.encode()) == len(data) - source.base
    for bad in source.bad_bytes:
        assert 0 <= bad.offset < len(data)


@settings(max_examples=400)
@given(TEXTS)
@example("> <!-- a\r\n> b -->\r\n")
@example("# a\u2028b\r`c`\r\n**d**")
@example("a `b\n> c` d")
@pytest.mark.gov("TASK-020.1")
def test_every_line_stands_where_it_says(text: str) -> None:
    data = text.encode("utf-8", "replace")
    source = Source.read("a.md", data)
    for line in lines_of(read_outline(source)):
        assert 0 <= line.start <= line.end <= len(data)
        previous = line.start
        for index, character in enumerate(line.text):
            start = line.offset(index)
            assert previous <= start <= len(data)
            previous = start
            written = source.data[start:].decode("utf-8", "replace").replace("\x00", "?")
            # A break inside code and an entity read otherwise than written; all else is as it stands.
            if character not in " \n" and not written.startswith("&"):
                assert written.startswith(character)


@settings(max_examples=300)
@given(TEXTS)
def test_comments_and_links_stand_where_they_say(text: str) -> None:
    source = Source.read("a.md", text.encode("utf-8", "replace"))
    outline = read_outline(source)
    for comment in outline.comments:
        written = source.data[comment.start : comment.end]
        assert written.startswith(b"<!--")
        assert written.endswith(b"-->") or not comment.closed
    for link in outline.links:
        assert source.data[link.start : link.start + 1] in b"[!<"


@settings(max_examples=300)
@given(PLAIN_TEXTS)
@example("### TASK-001 A\n**Status**: Open\n---\n- [ ] a\n<!-- b\nc -->\n")
@pytest.mark.gov("TASK-020.5")
def test_line_endings_and_a_byte_order_mark_change_no_item(text: str) -> None:
    text = "### TASK-009 First\n" + text
    expected = items_of(text.encode())

    assert items_of(text.replace("\n", "\r\n").encode()) == expected
    assert items_of(text.replace("\n", "\r").encode()) == expected
    assert items_of(("\ufeff" + text).encode()) == expected


@settings(max_examples=200)
@given(PLAIN_TEXTS)
@pytest.mark.gov("TASK-020.5")
def test_composed_and_decomposed_letters_declare_the_same(text: str) -> None:
    def ids(form: Literal["NFC", "NFD"]) -> list[str]:
        data = unicodedata.normalize(form, "### TASK-009 First\n" + text).encode()
        return [item.id for item in load_project(MemoryTree({"tasks.md": data}), Configuration()).items]

    assert ids("NFC") == ids("NFD")


@given(TEXTS, st.integers(min_value=0, max_value=300))
@pytest.mark.gov("TASK-020.1")
def test_line_and_column_lead_back_to_the_offset(text: str, offset: int) -> None:
    source = Source.read("a.md", text.encode("utf-8", "replace"))
    clean = source.data.decode().encode()
    offset = min(offset, len(clean))
    while offset < len(clean) and clean[offset] & 0xC0 == 0x80:
        offset += 1
    position = source.position(offset)
    start = source.offset_of_line(position.line)
    mark = 3 if position.line == 1 and clean.startswith(b"\xef\xbb\xbf") else 0
    column = clean[start + mark :].decode("utf-8", "replace")[: position.column - 1]

    assert start + mark + len(column.encode()) == max(offset, mark)
