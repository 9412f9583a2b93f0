"""What the check takes for a working link works on the page."""

import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from gov.config import read_configuration
from gov.history import tracked_paths
from gov.project import FolderTree, load_project
from gov.rules.enf_014_links._destinations import Destinations
from tests.site.building import HEALTHY, Built, article, built

pytestmark = pytest.mark.no_cover  # test_plugin builds the same
AWKWARD = """

### TASK-003 Sign in & out -- *twice* at `home` &amp; Zürich {#both}

**Status**: Not Started
**References**: PLAN-001
**Assignee**: Vera
**Estimated Effort**: S
**Formerly**: TASK-009

**Acceptance Criteria**:
- [ ] One
- Two without a box

## Notes

## Notes

## Notes-1

## ½ done 👩‍💻 हिन्दी 日本語、テスト

## ...

<a name="by-hand"></a> and <span class="x" id='other'>text</span>

<div class="box" id=boxed>
raw
</div>

> ## In a quote

- ## In a list
"""
ORDINARY = (
    "# Été à Zürich\n\n## Sign in & out\n\n## Notes\n\n## Notes\n\n## With `code` and [a link](tasks.md)\n"
)


def accepted(root: Path, path: str) -> set[str]:
    """The anchors of a document to which a link is no finding."""
    project = load_project(FolderTree(root, lambda: tracked_paths(root)), read_configuration(root))
    return {unquote(anchor) for anchor in Destinations(project).anchors(path)} - {""}


def present(site: Built, address: str) -> list[str]:
    page = article(site.page(address))
    return [str(tag["id"]) for tag in page.find_all(id=True)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = HEALTHY | {"docs/tasks.md": HEALTHY["docs/tasks.md"] + AWKWARD, "docs/other.md": ORDINARY}
    return built(tmp_path_factory.mktemp("anchors"), files)


@pytest.mark.parametrize("name", ["tasks", "plan", "constitution", "other"])
@pytest.mark.gov("TASK-025.1")
def test_each_anchor_that_the_check_accepts_is_on_the_page(site: Built, name: str) -> None:
    found = present(site, name)

    assert accepted(site.root, f"docs/{name}.md") - set(found) == set()
    assert len(found) == len(set(found))


def test_each_anchor_of_our_own_documents_is_on_its_page(root: Path, tmp_path: Path) -> None:
    for name in ("docs", "mkdocs.yml", "gov.toml", "pyproject.toml"):
        source = root / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        elif source.is_file():
            shutil.copy(source, tmp_path / name)
    build(load_config(str(tmp_path / "mkdocs.yml")))
    site = Built(tmp_path, ())
    torn: dict[str, list[str]] = {}
    for file in sorted((tmp_path / "docs").rglob("*.md")):
        path = file.relative_to(tmp_path / "docs").as_posix()
        address = path.removesuffix(".md").removesuffix("index")
        if (tmp_path / "site" / address / "index.html").is_file():
            missing = accepted(tmp_path, f"docs/{path}") - set(present(site, address))
            torn |= {path: sorted(missing)} if missing else {}

    assert len(list((tmp_path / "docs").rglob("*.md"))) > 20
    assert torn == {}


def test_an_anchor_set_by_hand_shows_nothing(site: Built) -> None:
    page = article(site.page("tasks"))

    assert "by-hand" not in page.get_text()
    assert "</a>" not in page.get_text()
    assert "raw" in page.get_text()


@pytest.mark.gov("TASK-039.3")
def test_the_number_that_an_item_had_keeps_its_anchor_and_its_address(site: Built) -> None:
    page = article(site.page("items/TASK-009"))
    link = page.find("a", href="../TASK-003/")

    assert link is not None
    assert link.get_text().startswith("TASK-003 Sign in & out")
    assert {"TASK-009", "task-009"} <= set(present(site, "tasks"))
