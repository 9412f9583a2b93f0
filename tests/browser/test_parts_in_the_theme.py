import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import gov_dashboards
from tests.browser import gallery
from tests.browser.building import build_site
from tests.browser.serving import serving
from tests.browser.watching import DARK, DESK, LIGHT, PHONE, watching

pytestmark = pytest.mark.browser

CONFIGURATION = """\
site_name: Our governance
copyright: Made by the team, <a href="index.html">whom you know</a>
theme:
  name: material
  font: false
%sextra_css: [_static/gov.css]
extra_javascript: [{path: _static/gov.js, defer: true}]
plugins: [search]
markdown_extensions:
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.highlight
  - pymdownx.superfences
  - admonition
"""
SWITCH = """\
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
"""
ORDINARY = """\
# An ordinary page

Text with [a link](dashboard.md) and `code`.

- [x] done
- [ ] open

```python
# a comment
def total(price: int) -> str:
    return f"{price + 1}"
```

!!! note
    With [a link](parts.md).

| One | Other |
|-----|-------|
| 1   | [a link](parts.md) |
"""
PAGES = ("", "dashboard/", "parts/")


def build(folder: Path, palette: str) -> Path:
    """Build a site of Material's with our assets, and with the parts on pages of their own."""
    docs = folder / "docs"
    gallery.write(folder / "bare")
    shutil.copytree(gov_dashboards.STATIC, docs / "_static")
    (folder / "mkdocs.yml").write_text(CONFIGURATION % palette, encoding="utf-8")
    (docs / "index.md").write_text(ORDINARY, encoding="utf-8")
    for name in ("dashboard", "parts"):
        page = (folder / "bare" / f"{name}.html").read_text(encoding="utf-8")
        body = page.partition("</h1>")[2].partition("</main>")[0]
        # A blank line would end the block of HTML that Markdown hands through.
        block = re.sub(r"\n\s*\n", "\n", body).strip()
        (docs / f"{name}.md").write_text(
            f"# {name.capitalize()}\n\n<div>\n{block}\n</div>\n", encoding="utf-8"
        )
    return build_site(folder)


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the switch between light and slate."""
    with serving(build(tmp_path_factory.mktemp("themed"), SWITCH)) as address:
        yield address


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose configuration says nothing of colours."""
    with serving(build(tmp_path_factory.mktemp("plain"), "")) as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_page_of_the_theme_bars_nobody(
    browser: Browser, themed: str, name: str, scheme: str, width: int
) -> None:
    with watching(browser, themed + name, width=width) as watched:
        watched.in_palette(scheme)
        drawn = watched.draw_charts()

        assert watched.violations() == []
        assert watched.complaints == []
        assert watched.strangers == []
        assert set(drawn) <= {"drawn"}
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_a_palette_bars_nobody_either(browser: Browser, plain: str, name: str) -> None:
    with watching(browser, plain + name) as watched:
        watched.draw_charts()

        assert watched.page.evaluate("document.body.dataset.mdColorScheme") is None
        assert watched.violations() == []
        assert watched.complaints == []


@pytest.mark.parametrize("site", ["themed", "plain"])
def test_text_of_the_theme_and_of_the_parts_is_in_one_face(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> None:
    faces = "(place) => getComputedStyle(document.querySelector(place)).fontFamily"
    with watching(browser, f"{request.getfixturevalue(site)}dashboard/") as watched:
        places = (".md-typeset", ".gov-card__title", ".gov-table td", ".md-header")

        assert len({watched.page.evaluate(faces, place) for place in places}) == 1


def test_the_palette_reaches_every_token(browser: Browser, themed: str) -> None:
    """A token that depends on the palette but is declared on the root alone would stay light."""
    ground = "getComputedStyle(document.querySelector('.gov-card')).backgroundColor"
    chip = "getComputedStyle(document.querySelector('.gov-table .gov-chip')).backgroundColor"
    with watching(browser, f"{themed}dashboard/") as watched:
        light = (watched.page.evaluate(ground), watched.page.evaluate(chip))
        watched.in_palette(DARK)
        dark = (watched.page.evaluate(ground), watched.page.evaluate(chip))

    assert light == ("rgb(255, 255, 255)", "rgb(244, 245, 247)")
    assert dark == ("rgb(25, 28, 36)", "rgb(32, 36, 46)")
