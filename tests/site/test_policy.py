"""The policy that a site writes for whoever serves it."""

from pathlib import Path

from gov_mkdocs.plugin.policy import InlineScripts, inline_scripts
from tests.site.building import HEALTHY, built


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


def test_scripts_that_a_browser_would_run_are_found_and_data_is_not() -> None:
    page = (
        "<script>one()</script><SCRIPT type=module>two()</SCRIPT><script src='x.js'></script>"
        '<script type="application/json">{"three": 3}</script><scripture>four</scripture>'
        '<script type="text/javascript">five()</script><script>six()'
    )

    assert [script.partition("</")[0] for script in inline_scripts(page)] == [
        "one()",
        "two()",
        "five()",
        "six()",
    ]


def test_a_script_in_the_text_of_a_page_is_counted_and_not_allowed() -> None:
    scripts = InlineScripts()

    content = "<p>text</p><script>alert(1)</script>"
    assert scripts.meet(f"<script>theme()</script><article>{content}</article>", content) == 1

    assert len(scripts.hashes) == 1
    assert "'unsafe-inline'" not in directives(scripts.policy())["script-src"]


def test_a_site_lies_beside_the_policy_that_allows_its_theme_and_nothing_else(tmp_path: Path) -> None:
    site = built(tmp_path, HEALTHY | {"docs/other.md": "# Other\n\n<script>alert(1)</script>\n"})

    policy = directives(site.text("assets/gov/csp.txt"))
    assert policy["default-src"] == ["'none'"]
    allowed = policy["script-src"]
    assert allowed[0] == "'self'"
    assert all(one.startswith("'sha256-") for one in allowed[1:])
    # The theme's scripts know how deep their page lies: home, folders, items, the page for what is not there.
    assert 3 <= len(allowed) <= 10
    assert any("other.md holds 1 inline script, which" in said for said in site.messages)
