"""What the parser's blocks come to, the surprises of Markdown included."""

from inline_snapshot import snapshot

from gov.text import Code, Entry, Heading, Outline, Paragraph, Source, Table, read_outline


def outline(text: str) -> Outline:
    return read_outline(Source.read("a.md", text.encode()))


def shape(text: str) -> list[str]:
    """Each block on a line: what it is, how deep it stands, and its text."""
    told = []
    for block in outline(text).blocks:
        if isinstance(block, Heading):
            told.append(f"h{block.level}@{block.depth} {block.line.text}")
        elif isinstance(block, Entry):
            box = {None: "-", True: "[x]", False: "[ ]"}[block.checked]
            told.append(f"{box}@{block.depth} " + " / ".join(line.text for line in block.lines))
        elif isinstance(block, Paragraph):
            told.append(f"p@{block.depth} " + " / ".join(line.text for line in block.lines))
        elif isinstance(block, Table):
            told.append("table " + " / ".join("|".join(cell.text for cell in row) for row in block.rows))
        elif isinstance(block, Code):
            told.append(f"code@{block.depth} {block.info or '-'} {'closed' if block.closed else 'open'}")
    return told


def test_a_field_above_dashes_is_a_heading() -> None:
    assert shape("**Status**: Open\n---\nText") == snapshot(["h2@0 Status: Open", "p@0 Text"])


def test_a_field_after_a_list_belongs_to_its_last_entry() -> None:
    assert shape("- [ ] one\n- [x] two\n**Notes**: text") == snapshot(
        ["[ ]@0 one", "[x]@0 two / Notes: text"]
    )


def test_headings_in_lists_and_quotes_know_their_depth() -> None:
    assert shape("- # a\n> # b\n> - ## c\n\n# d") == snapshot(
        ["-@0 ", "h1@1 a", "h1@1 b", "-@1 ", "h2@2 c", "h1@0 d"]
    )


def test_what_looks_like_a_heading_and_is_none() -> None:
    assert shape("#Text\n\n#\u00a0Text\n\n####### seven\n\n\\# escaped\n\n    # code") == snapshot(
        ["p@0 #Text", "p@0 #\xa0Text", "p@0 ####### seven", "p@0 # escaped", "code@0 - closed"]
    )


def test_boxes_that_are_none_stay_text() -> None:
    assert shape("- [~] a\n- [-] b\n- [x]c\n- [X] d\n1. [x] e\n- [ ]\n") == snapshot(
        ["-@0 [~] a", "-@0 [-] b", "-@0 [x]c", "[x]@0 d", "[x]@0 e", "[ ]@0 "]
    )


def test_entries_of_a_loose_list_keep_their_boxes() -> None:
    assert shape("- [ ] a\n\n- [x] b\n\n  more\n\n  - [x] c\n") == snapshot(
        ["[ ]@0 a", "[x]@0 b", "p@1 more", "[x]@1 c"]
    )


def test_entities_escapes_and_code_read_as_a_reader_sees_them() -> None:
    (heading,) = outline("# A &amp; B \\* `c|d` **e**").blocks

    assert isinstance(heading, Heading)
    line = heading.line
    assert line.text == "A & B * c|d e"
    assert [line.text[a:b] for a, b in line.strongs] == ["e"]


def test_every_character_of_a_line_has_its_place_in_the_file() -> None:
    text = "# Été &amp; \\*`code` **bold** 日本"
    data = text.encode()
    (heading,) = outline(text).blocks

    assert isinstance(heading, Heading)
    line = heading.line
    for index, character in enumerate(line.text):
        start, end = line.span(index, index + 1)
        written = data[start:].decode() if character != "&" else "&"
        assert written.startswith(character), (index, character)
        assert start <= end


def test_a_bar_splits_a_cell_even_between_backticks() -> None:
    assert shape("| a | b |\n|---|---|\n| `x|y` | z |\n| **Status** | Open |") == snapshot(
        ["table a|b / `x|y` / Status|Open"]
    )


def test_fences_know_whether_they_were_closed() -> None:
    assert shape(
        "```py\na\n```\n\n~~~\n```\n~~~~\n\n> ```\n> a\n\n- ```\n  a\n  ```\n\n````\n```"
    ) == snapshot(
        ["code@0 py closed", "code@0 - closed", "code@1 - open", "-@0 ", "code@1 - closed", "code@0 - open"]
    )


def comments(text: str) -> list[tuple[str, bool, str]]:
    data = text.encode()
    return [(c.text, c.closed, data[c.start : c.end].decode()) for c in outline(text).comments]


def test_comments_have_their_text_and_their_place() -> None:
    assert comments("<!-- a --> <!--b-->\nText <!-- é --> more\n\n<div><!-- c --></div>\n") == snapshot(
        [
            (" a ", True, "<!-- a -->"),
            ("b", True, "<!--b-->"),
            (" é ", True, "<!-- é -->"),
            (" c ", True, "<!-- c -->"),
        ]
    )


def test_comments_over_several_lines_have_their_place_however_lines_end() -> None:
    assert comments("<!--\r\na\r\n--> x <!-- b -->\r\n") == snapshot(
        [("\r\na\r\n", True, "<!--\r\na\r\n-->"), (" b ", True, "<!-- b -->")]
    )
    assert comments("> <!-- a\n> b --> <!-- c -->\n") == snapshot(
        [(" a\n> b ", True, "<!-- a\n> b -->"), (" c ", True, "<!-- c -->")]
    )


def test_a_comment_without_an_end_says_so() -> None:
    assert comments("a\n\n<!-- b\n\n# c") == snapshot([(" b\n\n# c", False, "<!-- b\n\n# c")])
    assert comments("`<!--` \\<!-- x") == []


def links(text: str) -> list[tuple[str, str, bool]]:
    return [(link.target, link.text, link.is_image) for link in outline(text).links]


def test_links_have_target_and_text() -> None:
    assert links('[a *b* `c`](<x y.md> "t") ![i](p.png)\n[d\ne][r] <https://x.org>\n\n[r]: z.md') == snapshot(
        [
            ("x y.md", "a b c", False),
            ("p.png", "i", True),
            ("z.md", "e", False),
            ("https://x.org", "https://x.org", False),
        ]
    )


def test_an_image_inside_a_link_is_both() -> None:
    assert links("[![badge](b.svg) build](ci.md)") == snapshot(
        [("b.svg", "badge", True), ("ci.md", "badge build", False)]
    )
