"""What a file is, is said by its bytes, and never that it is something that a browser would run."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from gov_platform.domains.files.media import ENOUGH, media_type_of

HEADS = {
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "image/gif": b"GIF89a\x01\x00\x01\x00",
    "image/webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "application/zip": b"PK\x03\x04\x14\x00\x00\x00",
    "application/gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    "video/mp4": b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00",
    "video/webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm",
    "audio/mpeg": b"ID3\x03\x00\x00\x00\x00\x00\x00",
    "audio/ogg": b"OggS\x00\x02\x00\x00",
}


@pytest.mark.parametrize("expected", HEADS)
def test_what_programs_show_or_play_is_known_by_its_first_bytes(expected: str) -> None:
    assert media_type_of(HEADS[expected] + b"\x00" * 100) == expected


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
        b'<?xml version="1.0"?><x/>', b"#!/bin/sh\n", b"alert(1)", b"a,b\n1,2\n", b"# A title\n",
        "\u00fcber".encode(), "\ufeffmarked".encode(), b"x" + "\u20ac".encode()[:2],
    ],
)  # fmt: skip
def test_what_a_browser_would_run_is_text(head: bytes) -> None:
    assert media_type_of(head) == "text/plain"


@pytest.mark.parametrize(
    "head", [b"", b"\x00", b"MZ\x90\x00\x03", b"\x7fELF\x02\x01", b"<html>\x00", "hello".encode("utf-16")]
)
def test_what_is_neither_is_bytes(head: bytes) -> None:
    assert media_type_of(head) == "application/octet-stream"


@given(head=strategies.binary(max_size=300), known=strategies.sampled_from([b"", *HEADS.values()]))
def test_whatever_comes_has_a_type_that_is_harmless(head: bytes, known: bytes) -> None:
    found = media_type_of((known + head)[:ENOUGH])

    assert found in {*HEADS, "text/plain", "application/octet-stream", "application/x-7z-compressed",
                     "audio/flac", "audio/wav", "image/tiff"}  # fmt: skip
