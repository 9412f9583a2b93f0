"""What strangers get: a whole wheel, a lock without addresses, a command that loads little."""

import email
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

PACKAGES = {
    "gov": "gov",
    "gov_platform": "gov_platform",
    "gov_mkdocs": "plugins/gov_mkdocs",
    "gov_dashboards": "dashboards/gov_dashboards",
}
SITE_AND_PLATFORM = {
    "mkdocs", "material", "plotly", "pygments",
    "fastapi", "starlette", "flask", "django", "sqlalchemy", "uvicorn",
}  # fmt: skip


def tracked(root: Path, folder: str) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", folder], cwd=root, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


def copy_of_checkout(root: Path, to: Path) -> Path:
    """The tracked files alone: no built assets."""
    for name in [*tracked(root, "."), "pyproject.toml"]:
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, target)
    return to


def build_wheel(checkout: Path, to: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(to)],
        cwd=checkout, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose assets are built as far as packaging can tell: two files in the right places."""
    copied = copy_of_checkout(root, tmp_path_factory.mktemp("checkout"))
    for folder in ("plugins/gov_mkdocs/_static", "dashboards/gov_dashboards/_static/deeper"):
        (copied / folder).mkdir(parents=True, exist_ok=True)
        (copied / folder / "built.js").write_text("export {};\n")
    return copied


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    dist = tmp_path_factory.mktemp("dist")
    built = build_wheel(checkout, dist)
    assert built.returncode == 0, built.stdout + built.stderr
    [path] = dist.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_import_packages_and_nothing_beside_them(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


@pytest.mark.parametrize(("package", "folder"), PACKAGES.items())
def test_the_wheel_forgets_no_tracked_file(
    root: Path, wheel: zipfile.ZipFile, package: str, folder: str
) -> None:
    expected = {package + name.removeprefix(folder) for name in tracked(root, folder)}

    assert expected
    assert expected - set(wheel.namelist()) == set()


def test_the_wheel_carries_the_built_assets_that_git_ignores(wheel: zipfile.ZipFile) -> None:
    built = {name for name in wheel.namelist() if name.endswith("/built.js")}

    assert built == {"gov_mkdocs/_static/built.js", "gov_dashboards/_static/deeper/built.js"}


def test_every_package_says_that_it_is_typed(wheel: zipfile.ZipFile) -> None:
    assert {f"{package}/py.typed" for package in PACKAGES} - set(wheel.namelist()) == set()


@pytest.mark.gov("TASK-028.4")
def test_without_extras_no_library_of_the_site_or_the_platform_is_required(wheel: zipfile.ZipFile) -> None:
    [metadata] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    required = email.message_from_bytes(wheel.read(metadata)).get_all("Requires-Dist", [])

    core = {re.split(r"[^a-z0-9]", line)[0] for line in required if "extra ==" not in line}

    assert core
    assert core & SITE_AND_PLATFORM == set()


def test_the_licence_travels_with_the_wheel(wheel: zipfile.ZipFile) -> None:
    assert [name for name in wheel.namelist() if name.endswith("/LICENSE")]


def test_two_builds_of_the_same_files_give_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    for build in ("first", "second"):
        assert build_wheel(checkout, tmp_path / build).returncode == 0

    [first], [second] = (list((tmp_path / build).glob("*.whl")) for build in ("first", "second"))

    assert first.read_bytes() == second.read_bytes()


def test_a_wheel_without_built_assets_is_refused_in_words_that_help(root: Path, tmp_path: Path) -> None:
    bare = copy_of_checkout(root, tmp_path / "bare")

    refused = build_wheel(bare, tmp_path / "dist")

    assert refused.returncode != 0
    assert "make assets" in refused.stdout + refused.stderr
    assert not list((tmp_path / "dist").glob("*.whl"))


def test_the_lock_names_versions_and_hashes_and_no_address(root: Path) -> None:
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    entry = re.compile(r"[a-z0-9-]+==[0-9][^ ]*(?: ; [^\\]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n")

    assert entry.sub("", lock) == ""


def test_the_lock_meets_what_pyproject_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["site"],
        *project["dependency-groups"]["dev"],
    ]
    locked = set(
        re.findall(r"^([a-z0-9-]+)==", (root / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    )

    names = {re.split(r"[^A-Za-z0-9_-]", line)[0].lower() for line in asked}

    assert names - locked == set()


def test_no_javascript_lock_names_an_address(root: Path) -> None:
    locks = [name for name in tracked(root, ".") if name.endswith("package-lock.json")]

    texts = {name: (root / name).read_text(encoding="utf-8") for name in locks}
    assert [name for name, text in texts.items() if '"resolved"' in text or "://" in text] == []


@pytest.mark.gov("TASK-028.4")
def test_a_check_loads_no_library_of_the_site_or_the_platform(tmp_path: Path) -> None:
    (tmp_path / "tasks.md").write_text("# Tasks\n\n### TASK-001 Say hello\n**Status**: Not Started\n")

    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "gov", "check", "."],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    loaded = {
        name.split(".")[0] for name in re.findall(r"^import time:.*\| +(\S+)$", ran.stderr, re.MULTILINE)
    }

    assert ran.returncode in {0, 1}, ran.stderr
    assert "pyromark" in loaded
    assert loaded & SITE_AND_PLATFORM == set()
