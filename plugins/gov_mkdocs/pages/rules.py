"""The rules: an index by family, and a page for each from its docstring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from gov.rulebook import SEVERITIES
from gov_dashboards.parts import Cell, Column, Table
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import FINDINGS, RULES, has_page_name, relative
from gov_mkdocs.pages.page import Page
from gov_mkdocs.pages.text import page_text

if TYPE_CHECKING:
    from gov.rulebook import Family, Finding, Rule
    from gov_mkdocs.site import Site

__all__ = ["rule_pages", "rules_page"]

SHOWN = 50
_NOT_RUN = "not run: "
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
    size: str
    found: str = ""
    mark: str = ""
    idle: str = ""


def rules_page(site: Site) -> Page:
    """Make the index."""
    here = site.addresses.of_page(RULES)
    found = _found(site)
    own = site.own_rules
    families = [_family(site, family, here, found) for family in site.rulebook.families]
    if own:
        families.append(_folded(site, ("own", "Rules of this project", Markup()), own, here, found))
    body = site.fill("rules.html", families=families)
    return Page(RULES, "Rules", body, words="Every rule and what it looks for", wide=True)


def rule_pages(site: Site) -> tuple[Page, ...]:
    """Make a page for each rule."""
    found = _found(site)
    rules = (*site.rulebook.rules, *site.own_rules)
    return tuple(
        _rule_page(site, rule, found.get(rule.code, [])) for rule in rules if has_page_name(rule.code)
    )


def _found(site: Site) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in site.verdict.findings:
        found.setdefault(finding.code, []).append(finding)
    return found


def _family(site: Site, family: Family, here: str, found: dict[str, list[Finding]]) -> _Family:
    rules = tuple(rule for rule in site.rulebook.rules if rule.family == family.code)
    about = (family.code, f"{family.code} {family.title}", page_text(site, family.page, here))
    return _folded(site, about, rules, here, found)


def _folded(
    site: Site,
    about: tuple[str, str, Markup],
    rules: tuple[Rule, ...],
    here: str,
    found: dict[str, list[Finding]],
) -> _Family:
    """A family with what its line says while it is folded: rules, what they found, how many had no say."""
    findings = [finding for rule in rules for finding in found.get(rule.code, ())]
    worst = next((one for one in SEVERITIES if any(finding.severity == one for finding in findings)), "")
    ran = set(site.verdict.rules_run)
    idle = sum(rule.code not in ran for rule in rules)
    return _Family(
        *about,
        _table(site, about[0], rules, here, found),
        counted(len(rules), "rule"),
        counted(len(findings), "finding") if findings else "",
        worst,
        str(idle) if idle else "",
    )


def _table(
    site: Site, code: str, rules: tuple[Rule, ...], here: str, found: dict[str, list[Finding]]
) -> Table | None:  # fmt: skip
    rows = tuple(
        (
            Cell(rule.code, href=relative(site.addresses.of_rule(rule.code), here)),
            Cell(rule.summary),
            Cell(value=rule.severity, severity=rule.severity),
            _here(site, rule.code, len(found.get(rule.code, ()))),
        )
        for rule in rules
    )
    if not rows:
        return None
    columns = (
        Column("rule", "Rule", kept=True),
        Column("what", "What it finds", wide=True),
        Column("severity", "Severity"),
        Column("here", "Here"),
    )
    return Table(f"rules-{code}", f"Rules of {code}", columns, rows, filterable=False)


def _here(site: Site, code: str, count: int) -> Cell:
    """The same as a cell: a rule that did not run is as visible as one that found something."""
    state = _state(site, code, count)
    reason = state.removeprefix(_NOT_RUN)
    return Cell(reason, value=state, severity="not-run") if reason != state else Cell(state)


def _state(site: Site, code: str, count: int) -> str:
    if count:
        return counted(count, "finding")
    if code in site.verdict.rules_run:
        return "nothing found"
    reason = next((one.reason for one in site.verdict.rules_not_run if one.code == code), "")
    return f"{_NOT_RUN}{reason}" if reason else "switched off"


def _rule_page(site: Site, rule: Rule, found: list[Finding]) -> Page:
    here = site.addresses.of_rule(rule.code)
    summary, _, rest = rule.documentation.partition("\n")
    families = {family.code: f"{family.code} {family.title}" for family in site.rulebook.families}
    body = site.fill(
        "rule.html",
        index=relative(site.addresses.of_page(RULES), here),
        family=families.get(rule.family, "Rules of this project"),
        code=rule.code,
        summary=summary,
        severity=site.project.configuration.check.severity.get(rule.code, rule.severity),
        fix=_FIXES[rule.fix],
        state=_state(site, rule.code, len(found)),
        page=page_text(site, rest, here),
        findings=[site.finding(finding, here) for finding in found[:SHOWN]],
        hidden=max(0, len(found) - SHOWN),
        all=relative(site.addresses.of_page(FINDINGS), here),
    )
    return Page(f"rules/{rule.code}.md", rule.code, body, words=summary)
