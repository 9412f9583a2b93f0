"""What a site of many items costs: a whole `mkdocs build`, and the size of what it writes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Command, Failed

__all__ = ["SITES", "build_site", "site_name"]

SITES = (1_000, 10_000)
_ROOT = Path(__file__).resolve().parent.parent
_CONFIGURATION = """\
site_name: Measured
site_url: https://example.org/
theme: {name: material, font: false}
plugins: [search, gov]
"""
_MEGABYTE = 1_000_000
# What the whole site may weigh, and each of the files that a browser fetches whole.
_LARGEST_SITE = 200 * _MEGABYTE
_FETCHED_WHOLE = {"search/search_index.json": 1_500_000, "assets/gov/items.json": 1_500_000}


def site_name(count: int) -> str:
    """Name the build of a site of this size."""
    return f"mkdocs build, {count:,} items"


def build_site(scratch: Path, count: int) -> Command:
    """Build a site from nothing, as a pipeline does; what it wrote is weighed after the first run."""
    folder = scratch / f"site-{count}"
    if not folder.exists():
        arguments = (sys.executable, "-m", "benchmarks.corpus", str(count), str(folder / "docs"))
        subprocess.run(arguments, cwd=_ROOT, check=True)
        (folder / "mkdocs.yml").write_text(_CONFIGURATION, encoding="utf-8")
    site = folder / "site"

    def verify(_printed: str) -> None:
        weigh(site, count)

    program = str(Path(sys.executable).with_name("mkdocs"))
    return Command(
        site_name(count),
        (program, "build", "--quiet"),
        folder,
        before=lambda: shutil.rmtree(site, ignore_errors=True),
        verify=verify,
    )


def weigh(site: Path, count: int) -> None:
    """Fail where pages are missing, or where what was written is larger than promised.

    Raises:
        Failed: with the size and the promise.
    """
    pages = sum(1 for _ in (site / "items").glob("*/index.html"))
    if pages < count:
        raise Failed(f"wrote {pages} item pages of {count}")
    for name, most in _FETCHED_WHOLE.items():
        size = (site / name).stat().st_size
        if size > most:
            raise Failed(f"{name} holds {size:,} bytes, more than {most:,}")
    total = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    if total > _LARGEST_SITE:
        raise Failed(f"wrote {total / _MEGABYTE:.0f} MB, more than {_LARGEST_SITE / _MEGABYTE:.0f}")
