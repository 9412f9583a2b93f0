"""A project as a site sees it: its findings by item, its documents rendered, who mentions whom."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from gov.evidence import Evidence
from gov.history import Past
from gov.items import is_null
from gov.metrics import compliance, item_of
from gov.metrics.known import Known
from gov.metrics.naming import measured
from gov.metrics.turns import told
from gov.metrics.upward import below
from gov.rulebook import fingerprints
from gov.rulebook.user_rules import rules_of
from gov.text import Heading, printable
from gov.text.anchors import heading_anchors
from gov_dashboards import environment
from gov_dashboards.parts import Badge, Chip, FindingView, SourceLine
from gov_dashboards.status import group_of
from gov_mkdocs.addresses import RULES, Addresses, has_page_name, relative
from gov_mkdocs.chronicle import NOT_TOLD, Unknown
from gov_mkdocs.rendering import Rendered, Settings, render
from gov_mkdocs.rendering.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gov.change.log import LogEntry
    from gov.items import Item
    from gov.metrics import Compliance, GateLog
    from gov.metrics.course import Course
    from gov.metrics.metric import Metric
    from gov.project import Project
    from gov.rulebook import Finding, Rule, Rulebook, Verdict
    from gov_mkdocs.chronicle import Chronicle, Since, Told

__all__ = ["Place", "Site"]

NOT_ASKED = "git was not asked: history is off in the options of the plug-in"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an identifier is mentioned: a document, its heading, the item of the heading."""

    path: str
    anchor: str
    heading: str
    item: str = ""


@dataclass(frozen=True)
class Site:
    """Everything that pages are made of; without a `chronicle`, they tell nothing of the past."""

    verdict: Verdict
    rulebook: Rulebook
    addresses: Addresses
    raw_html: bool = False
    mermaid: bool = False
    evidence: Evidence = field(default_factory=Evidence)
    gate_log: GateLog | None = None
    chronicle: Chronicle | None = None
    today: date | None = None
    logged: tuple[LogEntry, ...] | None = None

    @property
    def project(self) -> Project:
        """The project that the site shows."""
        return self.verdict.project

    @cached_property
    def templates(self) -> Environment:
        """The Jinja environment of all pages."""
        made = environment()
        if made.loader is not None:
            made.loader = ChoiceLoader([made.loader, PackageLoader("gov_mkdocs", "templates")])
        return made

    def fill(self, template: str, **values: object) -> Markup:
        """The HTML of a template; every value is escaped that is not Markup."""
        return Markup(self.templates.get_template(template).render(**values))  # noqa: S704 - autoescape is on

    @cached_property
    def settings(self) -> Settings:
        """How documents are rendered."""
        items = {
            name: item for name, item in self.project.graph.items.items() if self.addresses.of_item(item)
        }
        words = Words(self.project.reader.vocabulary, items, self.rules)
        return Settings(words, self.badge_html, self.raw_html, self.mermaid)

    @cached_property
    def plain_settings(self) -> Settings:
        """How texts of our own are rendered: identifiers in them are examples, and no links."""
        return Settings(Words(self.project.reader.vocabulary, {}, self.rules), self.badge_html)

    @cached_property
    def own_rules(self) -> tuple[Rule, ...]:
        """The rules that the project's configuration adds."""
        return rules_of(self.project.configuration)

    @cached_property
    def rules(self) -> Mapping[str, str]:
        """What each rule that has a page looks for, and each family."""
        rules = (*self.rulebook.rules, *self.own_rules)
        found = {family.code: family.title for family in self.rulebook.families}
        return found | {rule.code: rule.summary for rule in rules if has_page_name(rule.code)}

    def address_of_rule(self, code: str) -> str:
        """The address of a rule's page; of a family's, its place on the page of all rules."""
        if any(family.code == code for family in self.rulebook.families):
            return f"{self.addresses.of_page(RULES)}#{code}"
        return self.addresses.of_rule(code)

    @cached_property
    def _rendered(self) -> dict[str, Rendered]:
        return {}

    def rendered(self, path: str) -> Rendered:
        """A document as pieces; rendered once."""
        found = self._rendered.get(path)
        if found is None:
            document = self.project.by_path[path]
            found = self._rendered[path] = render(
                document.source, document.items, self.settings, document.outline
            )
        return found

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings about each item."""
        found: dict[str, list[Finding]] = {}
        for finding in self.verdict.findings:
            identifier = item_of(self.project, finding)
            if identifier is not None:
                found.setdefault(identifier, []).append(finding)
        return {identifier: tuple(findings) for identifier, findings in found.items()}

    @cached_property
    def fingerprint_of(self) -> Mapping[int, str]:
        """The fingerprint of each finding, by its `id()`: what its address is made of."""
        found = self.verdict.findings
        return {id(one): name for one, name in zip(found, fingerprints(found), strict=True)}

    @cached_property
    def compliance(self) -> Compliance:
        """How far each principle is kept."""
        return compliance(self.project, self.verdict.findings)

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """What leads up to each principle."""
        graph = self.project.graph
        return {item.id: below(graph, item.id) for item in graph.items.values() if item.kind == "principle"}

    @property
    def past(self) -> Past | Unknown | None:
        """What happened to each item, or why nobody can tell; None where nobody asked."""
        return self.chronicle.past if self.chronicle else None

    @property
    def since(self) -> Since | Unknown | None:
        """What changed of late, or why nobody can tell; None where nobody asked."""
        return self.chronicle.since if self.chronicle else None

    @property
    def course(self) -> Course | Unknown | None:
        """How the numbers moved, or why nobody can tell; None where nobody asked."""
        return self.chronicle.course if self.chronicle else None

    @property
    def turns(self) -> Told:
        """Which commits brought the findings of now and cured others of late, as far as commits tell."""
        return self.chronicle.turns if self.chronicle else NOT_TOLD

    @cached_property
    def known(self) -> Known | None:
        """What numbers are counted from, as `gov metrics` counts them; None where the day is not known."""
        if self.today is None:
            return None
        past, log = self.past, self.project.configuration.change.log
        no_past = NOT_ASKED if past is None else past.reason if isinstance(past, Unknown) else ""
        no_log = f"{printable(log)} is not there yet: gov pr --log writes it" if log else Known.no_log
        read = past if isinstance(past, Past) else None
        return Known(self.verdict, self.today, read, self.evidence, self.logged, no_past, no_log)

    @cached_property
    def metrics(self) -> Mapping[str, Metric]:
        """Every number by its name."""
        return measured(self.known) if self.known is not None else {}

    @cached_property
    def mentions_of(self) -> Mapping[str, tuple[Place, ...]]:
        """Where each item is mentioned in published documents, its own text left out."""
        found: dict[str, dict[Place, None]] = {}
        for path in self.addresses.documents:
            if path not in self.project.by_path:
                continue
            rendered = self.rendered(path)
            headings = {heading.anchor: heading for heading in rendered.headings}
            for mention in rendered.mentions:
                heading = headings.get(mention.anchor)
                if heading is None or heading.item != mention.item:
                    place = Place(
                        path, mention.anchor, heading.text if heading else "", heading.item if heading else ""
                    )
                    found.setdefault(mention.item, {})[place] = None
        return {identifier: tuple(places) for identifier, places in found.items()}

    # What parts of pages are made of

    def title(self, path: str) -> str:
        """What a document is called."""
        document = self.project.by_path.get(path)
        return document.title if document else path

    def chip(self, identifier: str, here: str) -> Chip:
        """An item's identifier with the way to its page."""
        item = self.project.graph.items.get(identifier)
        target = self.addresses.of_item(item)
        return Chip(identifier, item.title if item else "", relative(target, here) if target else "")

    def badge(self, item: Item) -> Badge:
        """An item's status; of a kind that has none, the kind."""
        if item.status is None:
            if self.has_statuses(item):
                return Badge("no status", "warning")
            noun = self.project.noun(item.kind)
            return Badge(noun[:1].upper() + noun[1:])
        return Badge(item.status.name, group_of(item.phase))

    @cached_property
    def _badges(self) -> dict[Badge, str]:
        return {}

    def badge_html(self, item: Item, written: str) -> str:
        """An item's status in the words of its author."""
        group = group_of(item.phase) if self.has_statuses(item) else "none"
        badge = Badge(written, group)
        html = self._badges.get(badge)
        if html is None:
            html = self._badges[badge] = str(self.fill("badge.html", badge=badge))
        return html

    @staticmethod
    def owner(item: Item) -> str:
        """Who answers for an item; nothing where nobody does."""
        field_ = item.field("assignee")
        value = " ".join(field_.value.split()) if field_ is not None else ""
        return "" if is_null(value) else value

    def has_statuses(self, item: Item) -> bool:
        """Whether items of this kind say how far they are."""
        kind = self.project.configuration.kinds.get(item.kind)
        return bool(kind and kind.statuses)

    def finding(self, finding: Finding, here: str) -> FindingView:
        """A finding as a page shows it."""
        location = finding.location
        document = self.project.by_path.get(location.path)
        line = None
        if document is not None and location.path in self.addresses.documents:
            text = self.verdict.line(document.source, location.line)
            end = location.end_column if location.end_line == location.line else len(text) + 1
            line = SourceLine(text, location.column, max(end, location.column + 1))
        rule = self.addresses.of_rule(finding.code)
        items = tuple(self.chip(one, here) for one in dict.fromkeys([finding.item]) if one)
        return FindingView(
            finding.severity, finding.code, finding.message,
            f"{location.path}:{location.line}:{location.column}", finding.help, line,
            relative(rule, here) if rule else "", self.place_of(finding, here), items,
            f"finding-{name}" if (name := self.fingerprint_of.get(id(finding))) else "",
            told(turn, "Came") if (turn := self.turns.brought.get(id(finding))) else "",
        )  # fmt: skip

    def place_of(self, finding: Finding, here: str) -> str:
        """The way to where a finding stands in its document."""
        url = self.addresses.documents.get(finding.location.path)
        if url is None:
            return ""
        anchor = self._anchor_at(finding.location.path, finding.draft.place.start)
        return relative(url, here) + (f"#{anchor}" if anchor else "")

    def _anchor_at(self, path: str, byte: int) -> str:
        """The anchor nearest above a place: of a criterion, of an item, of a heading."""
        document = self.project.by_path.get(path)
        if document is None:
            return ""
        around = [item for item in document.items if item.body.start <= byte < item.body.end]
        headings = document.outline.headings
        last = bisect_right(headings, byte, key=lambda heading: heading.start) - 1
        if around and (last < 0 or headings[last].start <= around[-1].place.start):
            item = around[-1]
            criteria = (one.id for one in item.criteria if one.place.start <= byte < one.place.end)
            return next(criteria, item.id)
        return self._heading_anchors(path)[last] if last >= 0 else ""

    def _heading_anchors(self, path: str) -> tuple[str, ...]:
        found = self._anchors.get(path)
        if found is None:
            blocks = self.project.by_path[path].outline.blocks
            texts = [block.line.text for block in blocks if isinstance(block, Heading)]
            found = self._anchors[path] = heading_anchors(texts)
        return found

    @cached_property
    def _anchors(self) -> dict[str, tuple[str, ...]]:
        return {}
