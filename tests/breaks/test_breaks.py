"""One deliberate break at a time in a healthy project: the expected finding at its place, and no other.

`project/` is the healthy project. Each section of the documents beside this file is one break: fenced blocks
`before FILE` and `after` (an exact edit), `delete FILE`, `create FILE` or `create-crlf FILE`, `expect` with
`path:line:column code` lines, empty for what only looks torn. Every break is tried with the project's
configuration and without any; where the two differ, `expect configured` and `expect bare` say how.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gov.text import Code, Heading, Source, read_outline
from tests.rules.judging import judge, places

if TYPE_CHECKING:
    from gov.rulebook import Finding

HERE = Path(__file__).parent
PROJECT = HERE / "project"
HEALTHY = {
    path.relative_to(PROJECT).as_posix(): path.read_bytes()
    for path in sorted(PROJECT.rglob("*"))
    if path.is_file()
}
CONFIGURATION = "gov.toml"
MODES = ("configured", "bare")
PROMISED = 33


@dataclass(frozen=True)
class Break:
    """One section of a document: the files as it leaves them, and what is expected in each mode."""

    area: str
    title: str
    files: dict[str, bytes]
    expected: dict[str, list[str]]

    @property
    def id(self) -> str:
        """What a failing test is called."""
        return f"{self.area}: {self.title}"


def breaks_of(document: Path) -> list[Break]:
    """The breaks that a document describes, in order."""
    data = document.read_bytes()
    found: list[Break] = []
    before = ("", "")
    for block in read_outline(Source.read(document.name, data)).blocks:
        if isinstance(block, Heading) and block.level > 1:
            found.append(Break(document.stem, block.line.text, dict(HEALTHY), {}))
        elif isinstance(block, Code):
            text = b"".join(data[block.start : block.end].splitlines(keepends=True)[1:-1]).decode()
            verb, _, argument = block.info.strip().partition(" ")
            if verb == "before":
                before = argument, text
            elif verb == "expect":
                found[-1].expected.update(
                    {mode: text.splitlines() for mode in ([argument] if argument else MODES)}
                )
            else:
                change(found[-1], verb, argument, text, before)
    return found


def change(broken: Break, verb: str, path: str, text: str, before: tuple[str, str]) -> None:
    """Do to the files of a break what one block says."""
    files = broken.files
    if verb == "after":
        files[before[0]] = edited(files[before[0]].decode(), before[1], text, broken.id).encode()
    elif verb == "delete":
        del files[path]
    elif verb in {"create", "create-crlf"}:
        files[path] = (text if verb == "create" else text.replace("\n", "\r\n")).encode()
    else:
        pytest.fail(f"{broken.id}: no block is called {verb}")


def edited(text: str, old: str, new: str, name: str) -> str:
    """A text with one stretch replaced: whole lines where the stretch ends a line, a part of one else."""
    if text.count(old) != 1:
        old, new = old.removesuffix("\n"), new.removesuffix("\n")
    assert text.count(old) == 1, f"{name}: {old!r} stands {text.count(old)} times in the file"
    return text.replace(old, new)


def files_of(broken: Break, mode: str) -> dict[str, bytes]:
    """The files of a break, with or without the configuration."""
    return {
        path: data for path, data in broken.files.items() if mode == "configured" or path != CONFIGURATION
    }


BREAKS = [broken for document in sorted(HERE.glob("*.md")) for broken in breaks_of(document)]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.gov("TASK-029.1")
def test_the_healthy_project_gives_no_finding(mode: str) -> None:
    """Neither with its configuration nor without any."""
    files = {path: data for path, data in HEALTHY.items() if mode == "configured" or path != CONFIGURATION}
    assert places(judge(files)) == []


@pytest.mark.gov("TASK-029.2")
def test_there_are_more_breaks_than_promised() -> None:
    """What only looks torn is not counted."""
    assert sum(any(broken.expected.values()) for broken in BREAKS) > PROMISED


def test_every_break_has_a_name_of_its_own_and_says_what_is_expected() -> None:
    """A break that expects nothing in words expects nothing by mistake."""
    assert len({broken.id for broken in BREAKS}) == len(BREAKS)
    assert [broken.id for broken in BREAKS if set(broken.expected) != set(MODES)] == []
    assert [broken.id for broken in BREAKS if broken.files == HEALTHY] == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.id)
@pytest.mark.gov("TASK-021.1", "TASK-029.2", "TASK-029.3")
def test_a_break_gives_its_finding_and_no_other(broken: Break, mode: str) -> None:
    """The code, the line and the column."""
    assert places(judge(files_of(broken, mode))) == broken.expected[mode]


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.id)
def test_a_break_that_can_be_mended_is_mended_and_nothing_new_is_torn(broken: Break) -> None:
    """What a safe fix leaves behind is clean; what an unsafe one leaves behind has lost the finding."""
    files = files_of(broken, "configured")
    for finding in judge(files).findings:
        if finding.fix is None:
            continue
        left = judge(mended(files, finding))
        assert (finding.code, finding.item) not in [(f.code, f.item) for f in left.findings]
        if finding.fix.is_safe:
            assert places(left) == []


def mended(files: dict[str, bytes], finding: Finding) -> dict[str, bytes]:
    """The files after the edits of a finding's fix."""
    assert finding.fix is not None
    result = dict(files)
    for edit in sorted(finding.fix.edits, key=lambda edit: edit.place.start, reverse=True):
        data = result[edit.place.path]
        result[edit.place.path] = data[: edit.place.start] + edit.text.encode() + data[edit.place.end :]
    return result


def test_an_expectation_that_is_off_by_one_fails() -> None:
    """The negative control: a column beside the right one is not accepted."""
    broken = next(broken for broken in BREAKS if broken.expected["configured"])
    path, line, rest = broken.expected["configured"][0].split(":", 2)
    column, code = rest.split(" ")
    shifted = replace(broken, expected={"configured": [f"{path}:{line}:{int(column) + 1} {code}"]})
    assert places(judge(files_of(broken, "configured"))) != shifted.expected["configured"]
