"""Pages of the documentation, run as their readers would run them.

A block with a title is a file: `toml title="gov.toml"`. A block `diff` with a title changes a file. A block
`sh` holds commands to copy, one a line, a comment `# exits with 1` where one is to fail. A block `console`
shows commands behind `$` with all they print; a line `...` stands for any number of lines. A command whose
output says `failed:`, or shows an error, is to exit with 1. A command that cannot run here says so to every
reader: a comment `# not run by the tests: REASON` behind it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gov.text import Code, Heading, Source, read_outline
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the pages show was printed on this day: 2026-06-01.
DAY = "1780272000"
_TITLE = re.compile(r'title="([^"]+)"')
_EXIT = re.compile(r"\s+# exits with ([0-9]+)")
_NOT_RUN = re.compile(r"\s+#[^#]*\bnot run by the tests: (\S[^#]*)")


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the file it is, its lines, and the line of the page it begins on."""

    language: str
    title: str
    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """What stands between the fences."""
        return "".join(f"{line}\n" for line in self.lines)


@dataclass(frozen=True)
class Step:
    """One command of a page, with what it should print and come to; `shown` is None where nothing is said.

    `not_run` is the reason why it is left out, as the page gives it; empty for a command that is run.
    """

    command: str
    shown: tuple[str, ...] | None
    code: int
    line: int
    not_run: str = ""


@dataclass(frozen=True)
class Section:
    """The blocks under one heading."""

    heading: str
    line: int
    blocks: tuple[Block, ...]


def pages() -> tuple[str, ...]:
    """Every page whose blocks are run: all but those that govern this project."""
    found = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
    return ("README.md", *(path for path in found if not path.startswith("docs/governance/")))


@cache
def sections(page: str) -> tuple[Section, ...]:
    """The sections of a page, whatever their level, each with its own blocks."""
    source = Source.read(page, (ROOT / page).read_bytes())
    found: list[tuple[str, int, list[Block]]] = [("", 1, [])]
    for block in read_outline(source).blocks:
        line = source.position(block.start).line
        if isinstance(block, Heading):
            found.append((block.line.text.strip(), line, []))
        elif isinstance(block, Code):
            # Without a language it is no language that is known, and its page is found.
            language, _, rest = (block.info or "").strip().partition(" ")
            title = _TITLE.search(rest)
            text = source.data[block.start : block.end].decode().splitlines()[1:-1]
            found[-1][2].append(Block(language, title.group(1) if title else "", tuple(text), line))
    return tuple(Section(heading, line, tuple(blocks)) for heading, line, blocks in found)


def blocks(page: str) -> tuple[Block, ...]:
    """Every block of a page, in order."""
    return tuple(block for section in sections(page) for block in section.blocks)


def steps(block: Block) -> Iterator[Step]:
    """The commands of a block."""
    if block.language == "sh":
        for number, line in enumerate(block.lines, 1):
            if line.strip():
                yield _step(line, None, block.line + number)
    if block.language != "console":
        return
    starts = [number for number, line in enumerate(block.lines) if line.startswith("$ ")]
    assert starts[:1] == [0], f"line {block.line}: a console block begins with a command behind $"
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        shown = block.lines[start + 1 : end]
        yield _step(block.lines[start].removeprefix("$ "), shown or None, block.line + start + 1)


def _step(written: str, shown: tuple[str, ...] | None, line: int) -> Step:
    said, not_run = _EXIT.search(written), _NOT_RUN.search(written)
    fails = any(out.startswith("failed: ") or ": error[" in out for out in shown or ())
    return Step(
        written.partition("  #")[0].rstrip(),
        shown,
        int(said.group(1)) if said else int(fails),
        line,
        not_run.group(1).strip(" )") if not_run else "",
    )


class Reader:
    """Somebody who follows a page in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        """Begin in a folder, with an empty home beside it."""
        self.folder = folder
        self._place = folder.parent / f"{folder.name}.place"
        self._home = folder.parent / f"{folder.name}.home"
        self._home.mkdir()

    def follow(self, block: Block) -> None:
        """Do what a block says, but for commands that say why they are not run."""
        if block.title and block.language == "diff":
            self._change(block)
        elif block.title:
            file = self.folder / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        for step in steps(block):
            if not step.not_run:
                self._run(step)

    def _change(self, block: Block) -> None:
        file = self.folder / block.title
        text = file.read_text(encoding="utf-8")
        old = "".join(f"{line[1:]}\n" for line in block.lines if line[:1] in {"-", " "})
        new = "".join(f"{line[1:]}\n" for line in block.lines if line[:1] in {"+", " "})
        assert text.count(old) == 1, f"line {block.line}: {block.title} holds {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def _run(self, step: Step) -> None:
        unwanted = {"NO_COLOR", "FORCE_COLOR", "LC_ALL", "PYTHONIOENCODING"}
        wanted = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "SOURCE_DATE_EPOCH": DAY,
            "LANG": "C.UTF-8",
            "NO_MKDOCS_2_WARNING": "1",
            "PLACE": str(self._place),
            "HOME": str(self._home),
        }
        done = subprocess.run(
            ["bash", "-c", f'{step.command}\ncode=$?; pwd -P > "$PLACE"; exit $code'],
            cwd=self.folder, env={k: v for k, v in os.environ.items() if k not in unwanted} | wanted,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        printed = done.stdout.decode()
        told = f"line {step.line}: {step.command}\n{printed}"
        assert done.returncode == step.code, f"exit code {done.returncode}, not {step.code}, at {told}"
        self.folder = Path(self._place.read_text(encoding="utf-8").strip())
        if step.shown is not None:
            assert matches(step.shown, printed), f"something else is printed at {told}"


def matches(shown: tuple[str, ...], printed: str) -> bool:
    """Whether a command printed what a page shows."""
    parts = [r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + r"\n" for line in shown]
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return re.fullmatch("".join(parts), lines.rstrip("\n") + "\n") is not None
