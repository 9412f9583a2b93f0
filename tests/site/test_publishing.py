"""A site is built beside the old one: whoever stops the build, readers see the old site or the new one."""

import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, PluginError

from gov_mkdocs.plugin.publishing import begin
from tests.site.building import HEALTHY, TASKS, built, write

KILLS = 50
TITLE = "Sign in"
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
BUILD = (sys.executable, "-m", "mkdocs", "build", "-q")


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            found.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def build(folder: Path) -> float:
    started = time.monotonic()
    subprocess.run(BUILD, cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)
    return time.monotonic() - started


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.gov("TASK-043.4")
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    write(tmp_path, HEALTHY)
    takes = build(tmp_path)
    old = digest(tmp_path / "site")
    write(tmp_path, {"docs/tasks.md": TASKS.replace(TITLE, "Log in")})
    build(tmp_path)
    new = digest(tmp_path / "site")
    write(tmp_path, {"docs/tasks.md": TASKS})
    build(tmp_path)
    assert digest(tmp_path / "site") == old != new
    write(tmp_path, {"docs/tasks.md": TASKS.replace(TITLE, "Log in")})

    left = []
    for moment in range(KILLS):
        # The last third is where files are written and the folders change places.
        share = moment / KILLS
        process = subprocess.Popen(BUILD, cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
        time.sleep(takes * (0.5 + 0.6 * share))
        process.send_signal(signal.SIGKILL)
        process.wait()
        left.append(digest(tmp_path / "site"))
    build(tmp_path)

    assert set(left) <= {old, new}
    assert left[0] == old
    assert digest(tmp_path / "site") == new
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "mkdocs.yml", "site"]


def test_two_builds_at_once_both_end_well(tmp_path: Path) -> None:
    write(tmp_path, HEALTHY)
    builds = [
        subprocess.Popen(BUILD[:-1], cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [build.communicate()[1] for build in builds]

    assert [build.returncode for build in builds] == [0, 0], said
    both = digest(tmp_path / "site")
    build(tmp_path)
    assert digest(tmp_path / "site") == both
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "mkdocs.yml", "site"]


def test_a_build_that_waits_too_long_for_another_says_so(tmp_path: Path) -> None:
    first = begin(str(tmp_path / "site"))
    assert first is not None

    with pytest.raises(PluginError, match=r"another build of .*site has been under way for 0 seconds"):
        begin(str(tmp_path / "site"), patience=0)

    first.discard()
    second = begin(str(tmp_path / "site"))
    assert second is not None
    second.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_on_a_folder_that_is_gone_holds_nobody_up(tmp_path: Path) -> None:
    first = begin(str(tmp_path / "site"))
    assert first is not None
    waiting = os.open(first.around / "lock", os.O_RDWR)
    first.discard()
    fcntl.flock(waiting, fcntl.LOCK_EX)

    second = begin(str(tmp_path / "site"), patience=0)

    os.close(waiting)
    assert second is not None
    second.discard()


def test_a_build_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    built(tmp_path, HEALTHY)
    before = digest(tmp_path / "site")

    with pytest.raises(Abort):
        built(tmp_path, {"gov.toml": "[project]\nkind = ['task']\n"})

    assert digest(tmp_path / "site") == before
    assert not (tmp_path / ".site.gov").exists()


def test_what_lies_hidden_in_the_site_is_kept_and_what_is_old_goes(tmp_path: Path) -> None:
    built(tmp_path, HEALTHY)
    write(tmp_path / "site", {".git/HEAD": "ref", ".nojekyll": "", "old.html": "old"})
    (tmp_path / "site").chmod(0o750)

    built(tmp_path, HEALTHY)

    assert (tmp_path / "site" / ".git" / "HEAD").read_text(encoding="utf-8") == "ref"
    assert (tmp_path / "site" / ".nojekyll").is_file()
    assert not (tmp_path / "site" / "old.html").exists()
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o750


def test_a_site_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "site").symlink_to(tmp_path / "elsewhere")

    built(tmp_path / "project", HEALTHY)

    assert (tmp_path / "project" / "site").is_symlink()
    assert (tmp_path / "elsewhere" / "index.html").is_file()


def test_where_nothing_can_lie_beside_the_site_it_is_built_in_its_place(tmp_path: Path) -> None:
    write(tmp_path, {".site.gov": "a file is in the way"})

    site = built(tmp_path, HEALTHY)

    assert (tmp_path / "site" / "index.html").is_file()
    assert any("is written in its place" in said for said in site.messages)


def test_a_mount_point_is_built_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "site")

    site = built(tmp_path, HEALTHY)

    assert (tmp_path / "site" / "index.html").is_file()
    assert any("it is a mount point" in said for said in site.messages)


def test_folders_change_places_also_where_that_takes_two_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path, HEALTHY)
    monkeypatch.setattr("gov_mkdocs.plugin.exchange._in_one_step", lambda *_: False)

    built(tmp_path, HEALTHY | {"docs/tasks.md": TASKS.replace(TITLE, "Log in")})

    assert "Log in" in (tmp_path / "site" / "tasks" / "index.html").read_text(encoding="utf-8")
    assert not (tmp_path / ".site.gov").exists()


def test_an_old_site_that_was_moved_away_and_not_replaced_is_put_back(tmp_path: Path) -> None:
    write(tmp_path / ".site.gov", {"old/index.html": "old", "site/index.html": "half"})

    draft = begin(str(tmp_path / "site"))

    assert draft is not None
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "old"
    assert list(draft.folder.iterdir()) == []
    draft.discard()


def test_a_dirty_build_works_on_the_site_that_stands(tmp_path: Path) -> None:
    write(tmp_path, HEALTHY)
    build(tmp_path)
    kept = tmp_path / "site" / "kept.txt"
    kept.write_text("kept", encoding="utf-8")

    subprocess.run((*BUILD, "--dirty"), cwd=tmp_path, env=ENVIRONMENT, check=True, capture_output=True)

    assert kept.is_file()
    assert not (tmp_path / ".site.gov").exists()
