"""What git knows stands on the pages: each item's history, and what changed; else why not."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site.building import HEALTHY, TASKS, Built, article, built, write

HOSTILE = "<img src=x onerror=alert(1)>"
DONE = TASKS.replace("**Status**: Not Started", "**Status**: Completed").replace(
    "- [ ] The session ends[^1]", "- [x] The session ends[^1]"
)
SINCE = "site_name: Small\ntheme: material\nplugins:\n  - gov:\n      since: {}\n"


def git(folder: Path, *arguments: str, day: int = 1, author: str = "Vera") -> None:
    """Run git in a folder, on a day of January 2026."""
    when = f"2026-01-{day:02}T12:00:00Z"
    who = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": "a@example.org"}
    as_well = {"GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.org"}
    subprocess.run(
        ["git", "-c", "commit.gpgsign=false", *arguments],
        cwd=folder, check=True, capture_output=True,
        env=os.environ | who | as_well | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
    )  # fmt: skip


def committed(folder: Path, files: dict[str, str], message: str, *, day: int, author: str = "Vera") -> None:
    write(folder, files)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", message, day=day, author=author)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose second task was declared on the 2nd and finished on the 20th."""
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, HEALTHY | {".gitignore": "site/\n"}, "Begin", day=2)
    committed(tmp_path, {"docs/tasks.md": DONE}, "Sign out\n\nTask: TASK-002", day=20, author="Olga")
    return tmp_path


def words(site: Built, page: str, anchor: str) -> list[str]:
    heading = article(site.page(page)).find(id=anchor)
    assert heading is not None, anchor
    lines = heading.find_next("ol")
    assert lines is not None
    return [" ".join(line.get_text(" ").split()) for line in lines.select("li")]


@pytest.mark.gov("TASK-041.1")
def test_an_item_tells_when_it_was_declared_and_by_whom_and_each_change_since(project: Path) -> None:
    site = built(project, {}, strict=True)

    latest, first = words(site, "items/TASK-002", "history")
    assert latest.startswith("2026-01-20 Status: Not Started → Completed Criterion ticked: The session ends")
    assert latest.endswith("“Sign out”")
    assert ", " in latest
    assert "Olga" in latest
    assert first.startswith("2026-01-02 Declared as Sign out Vera,")


@pytest.mark.gov("TASK-041.4")
def test_a_page_says_what_changed_since_a_revision(project: Path) -> None:
    torn = DONE.replace("**References**: PLAN-001\n", "**References**: PLAN-009\n")
    committed(project, {"docs/tasks.md": torn + "\n### TASK-003 New\n"}, "Add", day=21)
    site = built(project, {"mkdocs.yml": SINCE.format("HEAD~2")})

    page = article(site.page("since"))
    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.select("#changed tbody tr")
    ]
    assert rows == [
        ["TASK-002", "Sign out", "status", "Not Started", "Completed"],
        ["TASK-002", "Sign out", "criterion ticked", "", "The session ends"],
        ["TASK-002", "Sign out", "reference removed", "references PLAN-001", ""],
        ["TASK-002", "Sign out", "reference added", "", "references PLAN-009"],
    ]
    assert "TASK-003" in page.select("#added")[0].get_text()
    new = [code.get_text() for code in page.select(".gov-finding__code")]
    assert "ENF-005.dangling" in new
    assert "Since HEAD~2" in page.get_text()


@pytest.mark.gov("TASK-042.6")
def test_findings_say_which_commit_brought_or_cured_them(project: Path) -> None:
    torn = DONE.replace("PLAN-001 (Accounts)", "PLAN-009")
    committed(project, {"docs/tasks.md": torn}, "Tear it (#4)", day=21)
    committed(project, {"docs/notes.md": "# Notes\n"}, "Take notes", day=22)
    site = built(project, {"mkdocs.yml": SINCE.format("HEAD~1")})
    for page in ("findings", "items/TASK-001"):
        (turn,) = {one.get_text(" ", strip=True) for one in site.page(page).select(".gov-finding__turn")}
        assert turn.startswith("Came with ")
        assert turn.endswith("of 2026-01-21 (#4): Tear it (#4)")

    committed(project, {"docs/tasks.md": DONE}, "Cure it <b>", day=23)
    committed(project, {"docs/notes.md": "# More notes\n"}, "Take more notes", day=24)
    site = built(project, {"mkdocs.yml": SINCE.format("HEAD~3")})
    cells = [cell.get_text(" ", strip=True) for cell in site.page("since").select("#cured tbody tr td")]
    assert cells[-1].startswith("Cured with ")
    assert cells[-1].endswith("of 2026-01-23: Cure it <b>")
    assert site.page("findings").select(".gov-finding__turn") == []


@pytest.mark.parametrize(
    ("since", "named"),
    [
        ("2026-01-10", "of 2026-01-02: 1 commit"),
        ("HEAD~1", "Since HEAD~1"),
        ('""', "of 2026-01-02: 1 commit"),
        ("nowhere", "No commit is called 'nowhere' here"),
        ("2020-01-01", "No tag and no commit"),
    ],
)
def test_the_revision_to_compare_with_is_a_name_a_day_or_a_week_ago(
    project: Path, since: str, named: str
) -> None:
    site = built(project, {"mkdocs.yml": SINCE.format(since)}, strict=True)

    assert named in article(site.page("since")).get_text()


def test_without_a_wish_the_last_tag_is_compared_with(project: Path) -> None:
    git(project, "tag", "v1.0", "HEAD~1")
    git(project, "tag", "v2.0", "HEAD")

    site = built(project, {}, strict=True)

    assert "Since v1.0 (" in article(site.page("since")).get_text()


@pytest.mark.gov("TASK-042.5")
@pytest.mark.parametrize(
    "harm",
    ["none", "unborn", "no objects", "no head", "rubbish", "rubbish in a ref", "no commit object", "shallow"],
)
def test_a_damaged_history_is_told_and_fails_nothing(tmp_path: Path, project: Path, harm: str) -> None:
    folder = project
    if harm == "none":
        shutil.rmtree(project / ".git")
    elif harm == "unborn":
        shutil.rmtree(project / ".git")
        git(project, "init", "-q")
    elif harm == "no objects":
        shutil.rmtree(project / ".git" / "objects")
        (project / ".git" / "objects").mkdir()
    elif harm == "no head":
        (project / ".git" / "HEAD").unlink()
    elif harm == "rubbish in a ref":
        (project / ".git" / "refs" / "heads" / "main").write_text("rubbish\n")
    elif harm == "no commit object":
        name = (project / ".git" / "refs" / "heads" / "main").read_text().strip()
        lost = project / ".git" / "objects" / name[:2] / name[2:]
        lost.chmod(0o644)
        lost.write_bytes(b"")
    elif harm == "rubbish":
        for file in (project / ".git" / "objects").rglob("*"):
            if file.is_file():
                file.chmod(0o644)
                file.write_bytes(b"rubbish")
    else:
        folder = tmp_path / "clone"
        git(project, "clone", "-q", "--depth", "1", f"file://{project}", str(folder))

    site = built(folder, {}, strict=True)

    text = article(site.page("items/TASK-002")).get_text()
    assert "History not available: " in text
    assert str(tmp_path) not in text
    dashboard = article(site.page("dashboard"))
    (note,) = dashboard.select(".gov-dashboard > .gov-note")
    assert note.get_text(strip=True).startswith("History not available: ")
    assert ("shallow" in note.get_text()) is (harm == "shallow")
    assert ("nothing is committed yet" in note.get_text()) is (harm == "unborn")
    assert note.get_text(strip=True) in dashboard.select("#gov-burn-up .gov-empty")[0].get_text()
    assert str(tmp_path) not in dashboard.get_text()
    assert site.page("since").find("h1")


def test_an_item_that_no_commit_holds_yet_says_so(project: Path) -> None:
    site = built(project, {"docs/tasks.md": DONE + "\n### TASK-003 New\n"})

    assert "No commit holds TASK-003 yet." in article(site.page("items/TASK-003")).get_text()


def test_a_site_that_wants_no_history_names_no_author(project: Path) -> None:
    configuration = "site_name: X\ntheme: material\nplugins:\n  - gov:\n      history: false\n"
    site = built(project, {"mkdocs.yml": configuration})

    assert not (project / "site" / "since").exists()
    assert "Olga" not in site.text("items/TASK-002")


@pytest.mark.gov("TASK-042.1")
def test_numbers_show_how_they_moved(project: Path) -> None:
    site = built(project, {}, strict=True)

    for page in ("dashboard", ""):
        tiles = site.page(page).select(".gov-tile, .gov-state__numbers > div")
        (done,) = [tile for tile in tiles if tile.get_text(strip=True).startswith("Tasks")]
        assert "+50 points since 2026-01-02" in done.get_text()
        assert done.select_one(".gov-sparkline path[d]")


def test_the_dashboard_tells_what_is_not_committed_yet(project: Path) -> None:
    site = built(project, {"docs/tasks.md": DONE + "\n### TASK-003 New\n"})

    line = article(site.page("dashboard")).select_one(".gov-dashboard__lead")
    assert line is not None
    assert line.get_text().endswith(" of 2026-01-20, and 1 document changed since.")


def test_authors_and_messages_are_text(project: Path) -> None:
    text = DONE.replace("Assignee**: Vera", f"Assignee**: {HOSTILE}").replace("The session", f"`{HOSTILE}`")
    committed(project, {"docs/tasks.md": text}, f"{HOSTILE}\n\n{HOSTILE}", day=21, author='" onclick="x')
    site = built(project, {"mkdocs.yml": SINCE.format("HEAD~1")})

    for page in ("items/TASK-002", "since", "items/by-owner", "items", "matrix/plan-task", "orphans"):
        assert site.page(page).select("img[onerror], [onclick]") == [], page
    assert words(site, "items/TASK-002", "history")[0].endswith(f"“{HOSTILE}”")


@pytest.mark.gov("TASK-042.1")
def test_a_release_and_a_change_of_the_policy_stand_on_the_trend_lines_and_in_their_tables(
    project: Path,
) -> None:
    committed(project, {"gov.toml": "[check]\nfail-on = 'error'\n"}, "Set", day=21)
    committed(project, {"gov.toml": "[check]\nfail-on = 'warning'\n"}, "Be strict", day=22)
    git(project, "tag", "v1<b>")
    committed(project, {"docs/index.md": "# Welcome\n\nTASK-002 is done.\n"}, "Tell", day=23)

    dashboard = built(project, {}).page("dashboard")

    happened = [cell.get_text() for cell in dashboard.select("#gov-shares-over-time-table tbody td")]
    assert "policy changed, tag v1<b> on 2026-01-22" in happened
    figure = dashboard.select_one("#gov-shares-over-time-chart-figure")
    assert figure is not None
    drawn = json.loads(figure.get_text())
    assert [shape["x0"] for shape in drawn["layout"]["shapes"]] == ["2026-01-22"]
    assert [sign["hovertext"] for sign in drawn["layout"]["annotations"]] == [
        "2026-01-22: policy changed, tag v1&lt;b&gt;"
    ]
