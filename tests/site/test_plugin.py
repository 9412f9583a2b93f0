"""The plug-in in the projects that people have."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from gov_mkdocs.plugin import GovOptions, GovPlugin
from tests.site.building import HEALTHY, TASKS, article, built, write

ALONE = "site_name: Alone\nplugins: [search, gov]\n"
TORN = TASKS.replace("PLAN-001 (Accounts)", "PLAN-009 (Accounts)")


def test_a_folder_with_nothing_but_tasks_gets_a_home_page(tmp_path: Path) -> None:
    site = built(tmp_path, {"mkdocs.yml": f"{ALONE}theme: material\n", "docs/tasks.md": TASKS})

    assert article(site.page("index.html")).select_one(".gov-tiles")
    assert site.page("items/TASK-001").find("h1")


def test_nothing_is_fetched_from_elsewhere_unless_the_site_says_so(tmp_path: Path) -> None:
    def fetched(name: str, configuration: str) -> bool:
        site = built(tmp_path / name, {"mkdocs.yml": configuration, "docs/tasks.md": TASKS})
        told = any("own fonts are used" in said for said in site.messages)
        asks = {address: "//fonts." in site.text(address) for address in site.addresses()}
        assert len(set(asks.values())) == 1
        assert told is not asks["index.html"]
        return asks["index.html"]

    chosen = "site_name: X\ntheme:\n  name: material\n  font: {text: Lato}\nplugins: [search, gov]\n"
    wanted = "site_name: X\ntheme: material\nplugins:\n  - gov: {fonts: theme}\n"
    assert not fetched("alone", f"{ALONE}theme: material\n")
    assert fetched("chosen", chosen)
    assert fetched("wanted", wanted)


def test_the_default_theme_works_too(tmp_path: Path) -> None:
    site = built(tmp_path, {"mkdocs.yml": ALONE, "docs/tasks.md": TASKS})

    assert site.page("tasks").find(id="TASK-001")
    assert site.page("items/TASK-001").find("h1")
    assert site.page("dashboard").select_one(".gov-card")
    asked = [str(tag) for _, page in site.pages() for tag in page.select("script[src], link[rel=stylesheet]")]
    assert [tag for tag in asked if "//" in tag] == []


@pytest.mark.parametrize("value", [None, "", "junit=r.xml"])
def test_evidence_from_the_environment_may_be_absent_or_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv("GOV_EVIDENCE", raising=False)
    else:
        monkeypatch.setenv("GOV_EVIDENCE", value)
    plugins = 'plugins:\n  - search\n  - gov:\n      evidence: [!ENV [GOV_EVIDENCE, ""]]\n'
    report = '<testsuite><testcase name="a"/></testsuite>'
    files = {
        "mkdocs.yml": f"site_name: X\ntheme: material\n{plugins}",
        "docs/tasks.md": TASKS,
        "r.xml": report,
    }

    site = built(tmp_path, files)

    assert (site.page("items/TASK-001").find(id="tests") is not None) is bool(value)


def test_pages_without_folders_work_too(tmp_path: Path) -> None:
    site = built(tmp_path, HEALTHY | {"mkdocs.yml": f"{ALONE}theme: material\nuse_directory_urls: false\n"})

    link = article(site.page("index.html")).select_one("p a")
    assert link is not None
    assert link.get("href") == "items/TASK-001.html"
    assert site.page("items/TASK-001.html").find("h1")
    assert site.page("rules/ENF-005.dangling.html").find("h1")


@pytest.mark.gov("TASK-025.3", "TASK-025.5")
def test_a_torn_reference_fails_a_strict_build_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(Abort):
        built(tmp_path, HEALTHY | {"docs/tasks.md": TORN}, strict=True)

    site = built(tmp_path, HEALTHY | {"docs/tasks.md": TORN})
    named = [said for said in site.messages if said.startswith("WARNING")]
    assert len(named) == 1
    assert "docs/tasks.md:11:17: error[ENF-005.dangling]" in named[0]
    assert "PLAN-009" in article(site.page("findings")).get_text()
    assert "PLAN-009" in article(site.page("items/TASK-001")).get_text()


@pytest.mark.parametrize(("status", "code"), [("Not Started", 0), ("Someday", 1)])
@pytest.mark.gov("TASK-025.5")
def test_the_command_fails_on_an_error_and_passes_on_a_warning(
    tmp_path: Path, status: str, code: int
) -> None:
    """A label that differs from the title is a warning; an unknown status is an error."""
    text = TASKS.replace("PLAN-001 (Accounts)", "PLAN-001 (Another name)").replace("Not Started", status)
    write(tmp_path, HEALTHY | {"docs/tasks.md": text})

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == code, done.stderr
    assert "1 finding below the failing severity" in done.stderr
    assert ("error[ENF-003.bad-status]" in done.stderr) == bool(code)


def test_syntax_of_python_markdown_in_a_governed_document_is_named(tmp_path: Path) -> None:
    text = TASKS + '\n!!! note\n    Indented.\n\n=== "Tab"\n\n```text\n!!! in a fence\n```\n'
    site = built(tmp_path, HEALTHY | {"docs/tasks.md": text})

    named = [said.split(" is ")[0] for said in site.messages if said.startswith("WARNING")]
    assert named == ["WARNING gov: docs/tasks.md:33: !!!", 'WARNING gov: docs/tasks.md:36: === "']


@pytest.mark.gov("TASK-025.4")
def test_a_healthy_project_builds_strictly(tmp_path: Path) -> None:
    built(tmp_path, HEALTHY, strict=True)


def test_documents_outside_the_folder_are_shown_under_governed(tmp_path: Path) -> None:
    files = {name: text for name, text in HEALTHY.items() if name != "docs/plan.md"}
    files |= {"PLAN.md": HEALTHY["docs/plan.md"], "docs/tasks.md": TASKS.replace("plan.md", "../PLAN.md")}

    site = built(tmp_path, files, strict=True)

    assert site.page("governed/PLAN").find(id="PLAN-001")
    assert site.page("items/PLAN-001").find("h1")
    link = article(site.page("tasks")).select_one("p a")
    assert link is not None
    assert link.get("href") == "../governed/PLAN/#PLAN-001"


def test_documents_outside_the_folder_can_be_left_out(tmp_path: Path) -> None:
    configuration = "site_name: X\ntheme: material\nplugins:\n  - gov:\n      outside_documents: false\n"
    site = built(
        tmp_path,
        HEALTHY
        | {
            "mkdocs.yml": configuration,
            "OTHER.md": "# PLAN-002: Secret plan\n**Status**: Active\n**References**: CONST-P1\n",
        },
    )

    assert not (tmp_path / "site" / "governed").exists()
    assert not (tmp_path / "site" / "items" / "PLAN-002").exists()
    assert "Secret plan" in article(site.page("items")).get_text()


def test_documents_that_the_site_excludes_stay_out_of_it(tmp_path: Path) -> None:
    configuration = f"{ALONE}theme: material\nexclude_docs: plan.md\n"
    built(tmp_path, HEALTHY | {"mkdocs.yml": configuration})

    assert not (tmp_path / "site" / "plan").exists()
    assert not (tmp_path / "site" / "items" / "PLAN-001").exists()


def test_a_page_of_the_authors_own_is_kept(tmp_path: Path) -> None:
    site = built(tmp_path, HEALTHY | {"docs/dashboard/index.md": "# Ours\n"})

    assert article(site.page("dashboard")).get_text().strip().startswith("Ours")


def test_html_is_let_through_where_the_site_says_so(tmp_path: Path) -> None:
    text = TASKS.replace("See [the plan]", "<mark>See</mark> [the plan]")
    closed = built(tmp_path / "closed", HEALTHY | {"docs/tasks.md": text})
    configuration = "site_name: X\ntheme: material\nplugins:\n  - gov:\n      raw_html: true\n"
    opened = built(tmp_path / "opened", HEALTHY | {"docs/tasks.md": text, "mkdocs.yml": configuration})

    assert closed.page("tasks").find("mark") is None
    assert opened.page("tasks").find("mark") is not None


MADE = ["Dashboard", "Items", "Explorer", "Findings", "Rules"]


@pytest.mark.parametrize(
    ("most", "links"),
    [
        (1000, ["Welcome", "Constitution", "Plan", "Tasks", "One", "Two", *MADE]),
        (41, ["Welcome", "Constitution", "Plan", "Tasks", "Deep", *MADE]),
        (10, ["Welcome", *MADE]),
    ],
    ids=["all", "a link a section", "home and what is made"],
)
def test_the_larger_a_site_the_fewer_links_of_its_navigation_stand_on_item_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, links: list[str]
) -> None:
    """Four items, eleven pages, ten entries at the top."""
    monkeypatch.setattr("gov_mkdocs.plugin.shell.MOST_LINKS", most)
    files = HEALTHY | {
        "docs/tasks.md": TASKS.replace("Work <i>to do</i>", "Tasks"),
        "docs/deep/one.md": "# One\n",
        "docs/deep/two.md": "# Two\n",
    }

    page = built(tmp_path, files).page("items/TASK-001")

    assert [tag.get_text(strip=True) for tag in page.select(".md-nav--primary a.md-nav__link")] == links


def test_item_pages_are_in_the_map_of_the_site(tmp_path: Path) -> None:
    site = built(
        tmp_path, HEALTHY | {"mkdocs.yml": f"{ALONE}theme: material\nsite_url: https://example.org/x\n"}
    )

    assert "<loc>https://example.org/x/items/TASK-001/</loc>" in site.text("sitemap.xml")
    assert 'href="https://example.org/x/items/TASK-001/"' in site.text("items/TASK-001")


def test_a_mistake_in_the_configuration_is_told_without_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(Abort):
        built(tmp_path, HEALTHY | {"gov.toml": "[project]\nkind = ['task']\n"})


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "> " * 500 + "x",
        "a" * 30_000,
        "- " * 200 + "x",
        "*a" * 3000 + "\n" + "[" * 100,
        "x" * (2 << 20),
    ],
    ids=["brackets", "quotes", "line", "lists", "marks", "size"],
)
def test_hostile_ordinary_pages_are_shown_by_our_own_parser(tmp_path: Path, text: str) -> None:
    site = built(tmp_path, HEALTHY | {"docs/other.md": f"# Other\n\n{text}\n"})

    assert any("other.md is shown without" in said for said in site.messages)
    assert site.page("other").find("h1")


def test_a_link_out_of_the_documents_is_not_published(tmp_path: Path) -> None:
    write(tmp_path, {"secret.md": "# Secret\n", "docs/x.md": "# X\n"})
    (tmp_path / "docs" / "leak.md").symlink_to(tmp_path / "secret.md")

    site = built(tmp_path, HEALTHY)

    assert not (tmp_path / "site" / "leak").exists()
    assert any("leak.md is a link that leads out" in said for said in site.messages)


def test_a_circle_of_links_is_an_error_with_a_name(tmp_path: Path) -> None:
    write(tmp_path, HEALTHY | {"docs/deep/x.md": "# X\n"})
    (tmp_path / "docs" / "deep" / "again").symlink_to(tmp_path / "docs")

    with pytest.raises(Abort):
        built(tmp_path, {})


def test_every_option_says_what_it_is_for() -> None:
    source = Path(sys.modules[GovOptions.__module__].__file__ or "").read_text(encoding="utf-8")

    assert source.count('    """') == len(GovOptions().keys()) + 1


def test_every_option_stands_in_the_guide_with_its_default() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guides" / "site.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", guide, re.MULTILINE))
    options = GovOptions()
    options.validate()

    defaults = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in options.items()
        if value != ""
    }
    assert shown == defaults


def test_the_entry_point_is_the_plugin(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": ALONE, "docs/index.md": "# X\n"})

    assert isinstance(load_config(str(tmp_path / "mkdocs.yml")).plugins["gov"], GovPlugin)


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    def digest(seed: str, zone: str) -> str:
        folder = tmp_path / f"at-{seed}"
        write(folder, HEALTHY | {"docs/tasks.md": TORN})
        env = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "SOURCE_DATE_EPOCH": "1700000000",
            "NO_MKDOCS_2_WARNING": "1",
        }
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=folder,
            env=env,
            check=True,
            capture_output=True,
        )
        found = hashlib.sha256()
        for file in sorted((folder / "site").rglob("*")):
            if file.is_file():
                found.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
        return found.hexdigest()

    assert digest("1", "UTC") == digest("2", "Asia/Tokyo")
