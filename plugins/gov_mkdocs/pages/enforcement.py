"""What enforces each principle: families of rules that serve it, rules that it names, rules of a team."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gov_dashboards.parts import Chip
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import relative
from gov_mkdocs.rendering import ToRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.items import Item
    from gov_mkdocs.site import Site

__all__ = ["Enforcer", "enforcers", "enforcers_of"]


class Enforcer(NamedTuple):
    """A rule, a family of rules, or an item that declares one, and how it stands.

    `why` says what ties it to the principle, `ran` and `rules` how many of its rules looked, `findings` what
    they found, `lacks` why the first of those that did not run did not.
    """

    chip: Chip
    why: str
    ran: int
    rules: int
    findings: int
    lacks: str = ""

    @property
    def state(self) -> str:
        """How it stands, in words."""
        if not self.rules:
            return "nothing checks it"
        if not self.ran:
            return f"not run: {self.lacks}" if self.lacks else "switched off"
        ran = "runs" if self.rules == 1 else f"{self.ran} of {counted(self.rules, 'rule')} run"
        return f"{ran}, {counted(self.findings, 'finding') if self.findings else 'nothing found'}"


def enforcers(site: Site, here: str) -> Mapping[str, tuple[Enforcer, ...]]:
    """What enforces each principle, by its identifier, as seen from a page.

    A family counts where its page names the principle by identifier and title, so that the rules of one
    project's constitution are not taken for those of another; a rule also where the principle names it.
    """
    codes = _Codes(site, here)
    return {
        item.id: _of(site, item, codes, here)
        for item in site.project.graph.items.values()
        if item.kind == "principle"
    }


def enforcers_of(site: Site, principle: Item, here: str) -> tuple[Enforcer, ...]:
    """What enforces one principle."""
    return _of(site, principle, _Codes(site, here), here)


def _of(site: Site, principle: Item, codes: _Codes, here: str) -> tuple[Enforcer, ...]:
    wanted = f"{principle.id}, {_plain(principle.title)}"
    why = {
        code: "says that it serves it"
        for code, page in codes.pages.items()
        if principle.title and wanted in page
    }
    for code in _named(site, principle):
        why.setdefault(code, "named by the principle")
    for rule in site.project.configuration.rules:
        if _names(f"{rule.message} {rule.help}", principle.id, site):
            why.setdefault(rule.code, "a rule of this project that names it")
    found = [codes.enforcer(code, reason) for code, reason in sorted(why.items())]
    for resolution in site.project.graph.down(principle.id, "references"):
        source = site.project.graph.items.get(resolution.reference.source)
        if source is not None and source.kind == "rule" and source.id not in why:
            found.append(Enforcer(site.chip(source.id, here), "refers to it", *codes.counts(source.id)))
    return tuple(dict.fromkeys(found))


def _named(site: Site, principle: Item) -> list[str]:
    """The rules and families that a principle's text names."""
    body = principle.body
    text = site.project.by_path[principle.path].source.text(body.start, body.end)
    return [one.to.code for one in site.settings.words.named(text) if isinstance(one.to, ToRule)]


def _names(text: str, identifier: str, site: Site) -> bool:
    return any(token.id == identifier for token in site.project.reader.vocabulary.tokens(text))


def _plain(text: str) -> str:
    return " ".join(text.split())


class _Codes:
    """How every rule and family stands, counted once."""

    def __init__(self, site: Site, here: str) -> None:
        self._site, self._here = site, here
        self.pages = {family.code: _plain(family.page) for family in site.rulebook.families}
        self._ran = Counter(_both(site.verdict.rules_run))
        rules = [rule.code for rule in (*site.rulebook.rules, *site.own_rules)]
        self._rules = Counter(_both(rules))
        self._lacks: dict[str, str] = {}
        for one in site.verdict.rules_not_run:
            for name in _both([one.code]):
                self._lacks.setdefault(name, one.reason)
        self._findings = Counter(_both([finding.code for finding in site.verdict.findings]))

    def counts(self, code: str) -> tuple[int, int, int]:
        return self._ran[code], self._rules[code], self._findings[code]

    def enforcer(self, code: str, why: str) -> Enforcer:
        address = self._site.address_of_rule(code)
        chip = Chip(code, self._site.rules.get(code, ""), relative(address, self._here) if address else "")
        return Enforcer(chip, why, *self.counts(code), self._lacks.get(code, ""))


def _both(codes: list[str] | tuple[str, ...]) -> list[str]:
    """Codes, each with its family where it has one."""
    return [one for code in codes for one in dict.fromkeys((code, code.partition(".")[0]))]
