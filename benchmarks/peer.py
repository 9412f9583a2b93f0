"""A tool that others would use for this, in an environment of its own that can be thrown away."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.measure import Command, Failed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.model import Document

__all__ = ["Peer"]


@dataclass(frozen=True, slots=True)
class Peer:
    """One tool: the version we compare with, how it is called, and how we know that it did its work.

    `files` writes the project in its notation. `arguments` gets the folders of the project and of the output.
    `verify` gets the folder of the output, what was printed and the number of items, and raises `Failed`.
    """

    name: str
    version: str
    program: str
    files: Callable[[tuple[Document, ...]], dict[str, str]]
    arguments: Callable[[Path, Path], tuple[str, ...]]
    verify: Callable[[Path, str, int], None]

    def install(self, folder: Path) -> Path:
        """Make the environment, unless an earlier run has, and give the path of the program.

        Raises:
            Failed: it could not be installed.
        """
        environment = folder / f"{self.name}-{self.version}"
        program = environment / "bin" / self.program
        if program.exists():
            return program
        python = environment / "bin" / "python"
        requirement = f"{self.name}=={self.version}"
        for arguments in (
            (sys.executable, "-m", "venv", "--clear", str(environment)),
            (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement),
        ):
            outcome = subprocess.run(arguments, capture_output=True, text=True, check=False)
            if outcome.returncode:
                raise Failed(f"could not be installed: {' '.join(outcome.stderr.split())[-300:]}")
        return program

    def command(self, program: Path, project: Path, count: int, timeout: float) -> Command:
        """Describe a cold run over the project: neither output nor cache of an earlier run is there."""
        output = project.with_name(f"{project.name}-output")

        def clear() -> None:
            shutil.rmtree(output, ignore_errors=True)
            output.mkdir()

        return Command(
            f"{self.name} {self.version}",
            (str(program), *self.arguments(project, output)),
            project,
            timeout,
            clear,
            lambda printed: self.verify(output, printed, count),
        )
