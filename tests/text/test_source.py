"""From bytes to text: what is cut off, what is replaced, and where every byte stands."""

from inline_snapshot import snapshot

from gov.text import MAXIMUM_BYTES, BadByte, Position, Source


def read(data: bytes) -> Source:
    return Source.read("tasks.md", data)


def test_a_byte_order_mark_is_no_text_and_takes_no_column() -> None:
    source = read(b"\xef\xbb\xbf# Tasks\n")

    assert (source.body, source.base, source.bad_bytes) == ("# Tasks\n", 3, ())
    assert source.position(3) == Position(1, 1)
    assert source.line_text(1) == "# Tasks"


def test_lines_end_as_git_and_editors_end_them() -> None:
    source = read("a\r\nb\rc\nd\u2028e\u0085f\x0bg\x0ch".encode())

    assert [source.line_text(line) for line in range(1, 6)] == snapshot(
        ["a", "b", "c", "d\u2028e\x85f\x0bg\x0ch", ""]
    )


def test_columns_count_characters_not_bytes() -> None:
    source = read("日本語 TASK-001 👩\u200d💻x".encode())

    assert source.position("日本語 ".encode().__len__()) == Position(1, 5)
    assert source.position(len(source.data) - 1) == Position(1, 17)


def test_columns_are_right_far_into_a_long_line() -> None:
    text = "aé日" * 20_000
    source = read(f"first\n{text}\nlast".encode())

    for index in (0, 1, 2, 3, 4095, 4096, 4097, 30_000, 59_999, 60_000):
        offset = 6 + len(text[:index].encode())
        assert source.position(offset) == Position(2, index + 1)


def test_an_offset_outside_the_file_is_its_end() -> None:
    source = read(b"ab\ncd")

    assert (source.position(-5), source.position(99)) == (Position(1, 1), Position(2, 3))


def test_nul_and_bytes_that_are_no_utf8_are_replaced_one_for_one() -> None:
    source = read(b"a\x00b\xffc\xe9d")

    assert source.body == "a?b?c?d"
    assert source.bad_bytes == snapshot(
        (
            BadByte(offset=1, reason="NUL, byte 0x00"),
            BadByte(offset=3, reason="byte 0xFF is not UTF-8"),
            BadByte(offset=5, reason="byte 0xE9 is not UTF-8"),
        )
    )


def test_text_after_bad_bytes_keeps_its_place() -> None:
    source = read(b"\xff\xff\xff" * 40 + b" TASK-001")

    assert source.body.encode()[source.body.index("TASK") :] == source.data[source.data.index(b"TASK") :]
    assert len(source.body.encode()) == len(source.data)


def test_utf16_is_called_by_its_name() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        source = read("\ufeff# Tasks".encode(encoding))

        assert source.bad_bytes[0].reason == "the file is UTF-16, not UTF-8"


def test_surrogates_written_as_bytes_are_no_text() -> None:
    source = read(b"a\xed\xa0\x80b")

    assert source.bad_bytes
    assert source.body.encode() == b"a???b"


def test_a_file_over_the_limit_is_not_parsed_and_one_at_the_limit_is() -> None:
    assert read(b"a" * (MAXIMUM_BYTES + 1)).too_large
    assert not read(b"a" * MAXIMUM_BYTES).too_large


def test_a_file_that_cannot_be_opened_has_no_text_and_says_why() -> None:
    source = Source.unopened("tasks.md", "Permission denied")

    assert (source.problem, source.body, source.position(0)) == ("Permission denied", "", Position(1, 1))
