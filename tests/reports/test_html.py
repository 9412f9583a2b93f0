"""The page: complete in one file, accessible, and safe whatever a document says."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.reports.reading import written
from tests.reports.verdicts import hostile, plain, verdict
from tests.rules.judging import judge


def page(text: str) -> BeautifulSoup:
    """A report as a tree."""
    return BeautifulSoup(text, "html.parser")


def test_the_page_has_its_sections_in_order() -> None:
    found = page(written("html", verdict()))

    assert [h.get_text() for h in found.find_all(["h1", "h2"])] == [
        "Failed", "Rules broken down 1", "Findings 2", "Rules not run 0", "Suppressed and baselined 2",
    ]  # fmt: skip
    assert found.title is not None
    assert found.title.get_text() == "Failed: governance check"
    assert found.html is not None
    assert found.html.attrs["lang"] == "en"


def test_what_the_base_has_as_well_is_shown_apart_and_not_called_kept() -> None:
    found = plain()
    text = page(written("html", replace(found, findings=(), known=found.findings))).get_text(" ", strip=True)

    assert f"{len(found.findings)} not new: the base has them as well" in text
    assert found.findings[0].message in text
    assert "No new finding." in text
    assert "every rule that ran is kept" not in text


def test_a_finding_shows_its_line_a_caret_and_a_way_out() -> None:
    (first, *_) = page(written("html", plain())).find_all("article")

    assert first.select("pre code")[0].get_text() == "**References**: PLAN-001, PLAN-002"
    assert first.select("pre mark")[0].get_text() == "PLAN-002"
    assert first.select("pre .carets")[0].get_text() == " " * 26 + "^" * 8
    assert first.select(".help")[0].get_text().startswith("Help ")


def test_severity_is_told_by_a_sign_a_word_and_a_colour() -> None:
    badges = page(written("html", plain())).select("article .badge")

    assert [(badge.get_text(), badge.attrs["class"][-1]) for badge in badges][:2] == [
        ("error", "error"), ("warning", "warning"),
    ]  # fmt: skip
    assert all(badge.find("svg") is not None for badge in badges)


def test_an_empty_page_says_what_was_not_checked() -> None:
    text = page(written("html", judge({}))).get_text()

    assert "Nothing was checked" in text
    assert "no governed item was found here" in text


def test_what_did_not_run_is_listed_under_its_reason() -> None:
    found = page(written("html", judge({})))

    section = found.find("section", attrs={"aria-labelledby": "not-run"})
    assert section is not None
    codes = {code.get_text() for code in section.select(".codes .code")}
    assert codes == {entry.code for entry in judge({}).rules_not_run}


def test_the_page_asks_nobody_for_anything_and_runs_nothing() -> None:
    text = written("html", hostile())
    found = page(text)

    assert found.find_all(["script", "link", "img", "iframe", "object", "base", "form"]) == []
    assert [tag.attrs for tag in found.find_all(src=True)] == []
    assert all(str(a.attrs["href"]).startswith("#") for a in found.find_all("a"))
    assert "url(" not in text
    assert "@import" not in text
    assert [a for tag in found.select("*") for a in tag.attrs if a.startswith("on")] == []


def test_identifiers_are_unique_and_links_lead_somewhere() -> None:
    found = page(written("html", verdict()))

    ids = [tag.attrs["id"] for tag in found.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {a.attrs["href"][1:] for a in found.find_all("a")} <= set(ids)
    assert {t.attrs["aria-labelledby"] for t in found.select("[aria-labelledby]")} <= set(ids)


def test_its_colours_are_those_of_the_site(root: Path) -> None:
    tokens = json.loads((root / "frontend/src/tokens.json").read_text(encoding="utf-8"))["semantic"]
    light, dark = re.findall(r":root \{(.*?)\}", written("html", plain()), re.DOTALL)

    for palette, style in (("default", light), ("slate", dark)):
        own = dict(re.findall(r"--([a-z-]+): (.+?);", style))
        assert {k: v for k, v in own.items() if k not in {"sans", "mono"}} == {
            name: tokens[palette][name] for name in own if name not in {"sans", "mono"}
        }


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 360])
def test_a_browser_finds_nothing_to_complain_about(
    browser: Browser, root: Path, tmp_path: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    file = tmp_path / "gov.html"
    file.write_text(written("html", hostile()), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    opened = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(file.as_uri())
    opened.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    opened.evaluate((root / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    violations = opened.evaluate("axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))")
    too_wide = opened.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    context.close()

    assert (asked, said) == ([file.as_uri()], [])
    assert violations == []
    assert not too_wide
