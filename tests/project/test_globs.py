"""Patterns mean what git means by them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gov.project.globs import Globs

if TYPE_CHECKING:
    from pathlib import Path

PIECES = [
    "a", "b", "ab", "*", "**", "***", "?", "/", "[ab]", "[!a]", "[a-b]", "[^b]", "[]a]", "[[:alpha:]]",
    "[a/]", "\\", "\\*", "[", "]", "-", ".", "é", " ", "!", "#", "[a\\]b]", "[[:x]", "[!]", "[b-a]",
    "/**/", "**/", "/**",
]  # fmt: skip
NAMES = ["a", "b", "ab", "ba", "é", "a b", "[", "]", "-", "aab", "*", "a*", "!a", "#"]

pattern = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
path = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map("/".join)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("globs")
    subprocess.run(["git", "init", "-q", folder], check=True)
    return folder


def told_by_git(repository: Path, lines: list[str], paths: list[str]) -> dict[str, bool | None]:
    """What git says of files, which need not exist: a pattern for folders is tried on those above them."""
    (repository / ".git/info/exclude").write_bytes("\n".join(lines).encode() + b"\n")
    asked = b"".join(p.encode() + b"\0" for p in paths)
    command = [
        "git",
        "-c",
        "core.excludesFile=/dev/null",
        "check-ignore",
        "--no-index",
        "-v",
        "-n",
        "-z",
        "--stdin",
    ]
    out = subprocess.run(command, cwd=repository, input=asked, capture_output=True, check=False).stdout
    parts = out.split(b"\0")[:-1]
    found: dict[str, bool | None] = {}
    for at in range(0, len(parts), 4):
        source, _, line, name = parts[at : at + 4]
        found[name.decode()] = None if not source else not line.startswith(b"!")
    return found


def decided(globs: Globs, path: str) -> bool | None:
    """As git decides: an ignored folder settles everything in it."""
    parts = path.split("/")
    for end in range(1, len(parts)):
        if globs.decide("/".join(parts[:end]) + "/"):
            return True
    return globs.decide(path)


@settings(max_examples=150)
@given(st.lists(pattern, min_size=1, max_size=3), st.lists(path, min_size=20, max_size=40))
def test_a_pattern_matches_what_git_matches(repository: Path, lines: list[str], paths: list[str]) -> None:
    asked = sorted(set(paths))
    globs = Globs.of_file("\n".join(lines).encode() + b"\n")
    assert {p: decided(globs, p) for p in asked} == told_by_git(repository, lines, asked)


def test_a_line_may_end_with_cr_and_a_file_begin_with_a_byte_order_mark() -> None:
    globs = Globs.of_file(b"\xef\xbb\xbfa.md\r\nb.md  \r\n")
    assert globs.decide("a.md")
    assert globs.decide("b.md")


def test_a_pattern_of_many_stars_ends_at_once() -> None:
    globs = Globs.of_texts(["*a" * 60 + "*b", "**/" + "a/**/" * 60 + "b", "[!b]*" * 60 + "c"])
    assert globs.decide("a" * 250) is None
    assert globs.decide("a/" * 1000 + "a") is None


@pytest.mark.parametrize(
    ("patterns", "covered", "uncovered"),
    [
        (["docs/"], ["docs/a.md", "x/docs/a.md"], ["docs.md", "a.md"]),
        (["/docs/"], ["docs/a.md"], ["x/docs/a.md"]),
        (["docs/**", "!docs/old/"], ["docs/a.md"], ["docs/old/a.md", "docs/old/x/a.md"]),
        (["docs/*.md"], ["docs/a.md"], ["docs/x/a.md"]),
        (["**/tasks.md"], ["tasks.md", "a/b/tasks.md"], ["tasks.md.md"]),
        (["*.md", "!README.md"], ["a.md", "x/a.md"], ["README.md", "x/README.md"]),
        ([], [], ["a.md"]),
    ],
)
def test_patterns_of_a_configuration_cover_whole_folders(
    patterns: list[str], covered: list[str], uncovered: list[str]
) -> None:
    globs = Globs.of_texts(patterns)
    assert [path for path in (*covered, *uncovered) if globs.covers(path)] == covered
