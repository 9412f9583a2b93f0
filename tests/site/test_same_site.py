"""The same input gives the same site, byte for byte: our own documents, and a thousand items."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import corpus, governed
from tests.site.building import CONFIGURATION, write

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
ITEMS = 1000
# Another seed for the order of sets and mappings, another zone, another language, in another folder.
PLACES = (
    ("one", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}),
    ("another/and-deeper", {"PYTHONHASHSEED": "20240229", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}),
)


def of_this_repository(folder: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(folder)], check=True)


def of_many_items(folder: Path) -> None:
    corpus.write(governed.files(corpus.documents(ITEMS)), folder / "docs")
    write(folder, {"mkdocs.yml": f"{CONFIGURATION}site_url: https://example.org/\n"})


def digests(folder: Path, settings: dict[str, str]) -> dict[str, str]:
    """What the built site holds: each file with the digest of its bytes."""
    fixed = {"SOURCE_DATE_EPOCH": "1790000000", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=folder, env=os.environ | fixed | settings, check=True, capture_output=True,
    )  # fmt: skip
    site = folder / "site"
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.parametrize("made", [of_this_repository, of_many_items])
def test_the_same_input_gives_the_same_site_byte_for_byte(
    tmp_path: Path, made: Callable[[Path], None]
) -> None:
    found = []
    for name, settings in PLACES:
        made(tmp_path / name)
        found.append(digests(tmp_path / name, settings))

    assert len(found[0]) > 100
    assert found[0] == found[1]
