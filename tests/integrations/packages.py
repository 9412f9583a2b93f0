"""Wheels for an installer that has no network: ours as it is built, others as they are installed here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path


def wheels(folder: Path) -> Path:
    """A folder with a wheel of govtrace and of everything that it needs, and of what builds it."""
    folder.mkdir()
    for path in _files():
        target = folder.parent / "checkout" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, target)
    assets = folder.parent / "checkout/dashboards/gov_dashboards/_static"
    assets.mkdir()
    (assets / "built.js").write_text("export {};\n")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=folder.parent / "checkout", check=True, capture_output=True,
    )  # fmt: skip
    for name in needed("govtrace", "hatchling"):
        _packed(name, folder)
    return folder


def _files() -> list[str]:
    """What would be committed of this checkout."""
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").decode()
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def needed(*names: str) -> list[str]:
    """What distributions need, extras aside, without those named themselves but for builders."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        for line in distribution(name).requires or []:
            other = re.split(r"[^A-Za-z0-9._-]", line)[0].lower()
            if ";" not in line and other not in found:
                found.add(other)
                left.append(other)
    return sorted(found | (set(names) - {"govtrace"}))


def _packed(name: str, folder: Path) -> None:
    """Pack the files of an installed distribution as the wheel that it came from."""
    installed = distribution(name)
    tag = re.findall(r"^Tag: (\S+)$", installed.read_text("WHEEL") or "", re.MULTILINE)[0]
    stem = f"{installed.metadata['Name'].replace('-', '_')}-{installed.version}"
    with zipfile.ZipFile(folder / f"{stem}-{tag}.whl", "w") as wheel:
        for path in installed.files or []:
            file = installed.locate_file(path)
            if not path.as_posix().startswith("..") and path.suffix != ".pyc" and path.name != "RECORD":
                wheel.write(str(file), path.as_posix())
        record = next(path for path in installed.files or [] if path.name == "RECORD")
        wheel.writestr(record.as_posix(), "".join(f"{info.filename},,\n" for info in wheel.infolist()))
