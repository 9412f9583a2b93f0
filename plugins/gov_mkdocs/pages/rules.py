"""The rules: an index by family, and a page for each from its docstring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.rulebook.user_rules import rules_of
from gov_dashboards.parts import Cell, Column, Table
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import RULES, has_page_name, relative
from gov_mkdocs.pages.page import Contents, Page
from gov_mkdocs.pages.text import page_text

if TYPE_CHECKING:
    from markupsafe import Markup

    from gov.rulebook import Finding, Rule
    from gov_mkdocs.site import Site

__all__ = ["rules_pages"]

SHOWN = 50
_FIXES = {
    "none": "by hand",
    "safe": "an edit that changes no meaning",
    "unsafe": "an edit to look at before it is made",
}


@dataclass(frozen=True, slots=True)
class _Family:
    anchor: str
    title: str
    page: Markup
    table: Table | None


def rules_pages(site: Site) -> tuple[Page, ...]:
    """Make the index and a page for each rule."""
    here = site.addresses.of_page(RULES)
    found: dict[str, list[Finding]] = {}
    for finding in site.verdict.findings:
        found.setdefault(finding.code, []).append(finding)
    own = rules_of(site.project.configuration)
    families = [_family(site, code, title, page, here, found) for code, title, page in _titles(site)]
    if own:
        families.append(
            _Family(
                "own", "Rules of this project", page_text(site, ""), _table(site, "own", own, here, found)
            )
        )
    body = site.fill("rules.html", families=families)
    contents = tuple(Contents(2, family.anchor, family.title) for family in families)
    index = Page(RULES, "Rules", body, contents, "Every rule and what it looks for")
    rules = (*site.rulebook.rules, *own)
    return (
        index,
        *(_rule_page(site, rule, found.get(rule.code, [])) for rule in rules if has_page_name(rule.code)),
    )


def _titles(site: Site) -> list[tuple[str, str, str]]:
    return [(family.code, f"{family.code} {family.title}", family.page) for family in site.rulebook.families]


def _family(
    site: Site, code: str, title: str, page: str, here: str, found: dict[str, list[Finding]]
) -> _Family:  # fmt: skip
    rules = tuple(rule for rule in site.rulebook.rules if rule.family == code)
    return _Family(code, title, page_text(site, page), _table(site, code, rules, here, found))


def _table(
    site: Site, code: str, rules: tuple[Rule, ...], here: str, found: dict[str, list[Finding]]
) -> Table | None:  # fmt: skip
    rows = [
        (
            Cell(rule.code, href=relative(site.addresses.of_rule(rule.code), here)),
            Cell(rule.summary),
            Cell(rule.severity),
            Cell(_state(site, rule.code, len(found.get(rule.code, ())))),
        )
        for rule in rules
    ]
    rows.extend(
        (Cell(awaited), Cell(reason), Cell("–"), Cell("not run"))
        for awaited, reason in site.rulebook.awaiting
        if awaited.startswith(f"{code}.")
    )
    if not rows:
        return None
    columns = (
        Column("rule", "Rule"),
        Column("what", "What it finds"),
        Column("severity", "Severity"),
        Column("here", "Here"),
    )
    return Table(f"rules-{code}", f"Rules of {code}", columns, tuple(rows), filterable=False)


def _state(site: Site, code: str, count: int) -> str:
    if count:
        return counted(count, "finding")
    if code in site.verdict.rules_run:
        return "nothing found"
    reason = next((one.reason for one in site.verdict.rules_not_run if one.code == code), "")
    return f"not run: {reason}" if reason else "switched off"


def _rule_page(site: Site, rule: Rule, found: list[Finding]) -> Page:
    here = site.addresses.of_rule(rule.code)
    summary, _, rest = rule.documentation.partition("\n")
    family = next((title for code, title, _ in _titles(site) if code == rule.family), "Rules of this project")
    body = site.fill(
        "rule.html",
        index=relative(site.addresses.of_page(RULES), here),
        family=family,
        code=rule.code,
        summary=summary,
        severity=site.project.configuration.check.severity.get(rule.code, rule.severity),
        fix=_FIXES[rule.fix],
        state=_state(site, rule.code, len(found)),
        page=page_text(site, rest),
        findings=[site.finding(finding, here) for finding in found[:SHOWN]],
        hidden=max(0, len(found) - SHOWN),
    )
    return Page(f"rules/{rule.code}.md", rule.code, body, words=summary)
