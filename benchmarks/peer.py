"""A tool that others would use for this, in an environment of its own that can be thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Command, Failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        said = ""
        for steps in self._ways(environment):
            outcomes = (subprocess.run(step, capture_output=True, text=True, check=False) for step in steps)
            refused = next((outcome for outcome in outcomes if outcome.returncode), None)
            if refused is None:
                return program
            said = " ".join(refused.stderr.split())[-300:]
        raise Failed(f"could not be installed: {said}")

    def _ways(self, environment: Path) -> Iterator[tuple[tuple[str, ...], ...]]:
        """Give the commands of pip, then those of uv for a Python that came without pip."""
        python, requirement = str(environment / "bin" / "python"), f"{self.name}=={self.version}"
        yield (
            (sys.executable, "-m", "venv", "--clear", str(environment)),
            (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement),
        )
        if uv := shutil.which("uv", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}"):
            yield (
                (uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(environment)),
                (uv, "pip", "install", "--quiet", "--python", python, requirement),
            )

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
