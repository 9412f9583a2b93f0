"""A page in the browser with somebody watching: what it said on the console, and whom it asked for what."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
LIGHT = "default"
DARK = "slate"
PHONE = 390
DESK = 1280


@dataclass
class Watched:
    """A page, and what happened on it since it was opened."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """What axe-core finds wrong, one line each: rule, weight, the element."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run().then((result) => result.violations)")
        return [
            f"{one['id']} ({one['impact']}): {node['html'][:160]}" for one in found for node in one["nodes"]
        ]

    def is_as_wide_as_its_window(self) -> bool:
        """Whether nothing has to be scrolled to from the side."""
        page = "document.documentElement"
        return self.page.evaluate(f"{page}.scrollWidth === {page}.clientWidth") is True

    def in_palette(self, scheme: str) -> None:
        """Change the palette as the theme's switch does, and let what fades in arrive.

        What is out of sight does not move at all, so nobody waits for it for longer than a fade takes.
        """
        self.page.evaluate(
            "async (scheme) => {"
            " document.body.setAttribute('data-md-color-scheme', scheme);"
            " await new Promise(requestAnimationFrame);"
            " const fades = Promise.allSettled(document.getAnimations().map((one) => one.finished));"
            " await Promise.race([fades, new Promise((done) => setTimeout(done, 400))]); }",
            scheme,
        )

    def violations_in_both_palettes(self) -> dict[str, list[str]]:
        """What axe-core finds in light and dark; what is folded up is looked at too."""
        self.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found = {}
        for scheme in (LIGHT, DARK):
            self.in_palette(scheme)
            found[scheme] = self.violations()
        return found

    def draw_charts(self) -> list[str | None]:
        """Scroll to every chart, wait until it is drawn or has failed, and tell which."""
        charts = self.page.locator("[data-gov-chart]")
        for number in range(charts.count()):
            charts.nth(number).scroll_into_view_if_needed()
            self.page.wait_for_function(
                "(at) => document.querySelectorAll('[data-gov-chart]')[at].dataset.govChart !== 'waiting'",
                arg=number,
            )
        return [charts.nth(number).get_attribute("data-gov-chart") for number in range(charts.count())]


@contextmanager
def watching(
    browser: Browser, address: str, *, width: int = DESK, scripts: Literal["on", "off", "empty"] = "on"
) -> Iterator[Watched]:
    """Open an address in a browser of its own, motion reduced, and watch it.

    A browser whose scripts are off runs nothing of those who watch either, such as axe-core: where the files
    of the site's scripts are empty, its pages are what they are without scripts, and can be looked at.
    """
    home = urlsplit(address).netloc
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts != "off",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    if scripts == "empty":
        context.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    watched = Watched(context.new_page())

    def ask(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != home:
            watched.strangers.append(url)

    watched.page.on("request", lambda request: ask(request.url))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on(
        "console",
        lambda message: (
            watched.complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    watched.page.goto(address)
    yield watched
    context.close()
