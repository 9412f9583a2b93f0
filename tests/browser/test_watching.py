from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import serving
from tests.browser.watching import watching

pytestmark = pytest.mark.browser

FAULTY = """\
<!doctype html><html lang="en"><head><title>Faulty</title><link rel="icon" href="data:,"></head>
<body><main><h1>Faulty</h1><p style="color: #bbb; background: #fff">Pale</p>
<input type="checkbox"><img src="http://127.0.0.2:9/picture.png" alt="">
<script>console.warn("careful"); missing()</script></main></body></html>
"""


def test_whoever_watches_sees_each_kind_of_fault(browser: Browser, tmp_path: Path) -> None:
    """The other browser tests assert that nothing was seen: here is what they would see."""
    (tmp_path / "index.html").write_text(FAULTY, encoding="utf-8")

    with serving(tmp_path) as address, watching(browser, address) as watched:
        found = {line.split(":")[0] for line in watched.violations()}

        assert found == {"color-contrast (serious)", "label (critical)"}
        assert {"careful", "missing is not defined"} <= set(watched.complaints)
        assert watched.strangers == ["http://127.0.0.2:9/picture.png"]


def test_a_policy_that_is_served_is_kept(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(FAULTY, encoding="utf-8")

    with serving(tmp_path, "script-src 'self'") as address, watching(browser, address) as watched:
        assert "careful" not in watched.complaints
        assert any("Content Security Policy" in line for line in watched.complaints)
