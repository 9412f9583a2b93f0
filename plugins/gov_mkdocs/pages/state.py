"""The state of the project in one strip, for a home page that somebody wrote by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics import tasks_by_status, traceability_coverage
from gov_dashboards.dashboard import unchecked, verdict
from gov_dashboards.parts import Tile
from gov_mkdocs.addresses import DASHBOARD, FINDINGS, SINCE, relative
from gov_mkdocs.chronicle import Since
from gov_mkdocs.pages.dashboard import subject, to_cure_first
from gov_mkdocs.pages.since import changed_of_late

if TYPE_CHECKING:
    from markupsafe import Markup

    from gov_mkdocs.site import Site

__all__ = ["with_state"]

_HEADING_ENDS = "</h1>"
_FIRST = 3


def with_state(site: Site, html: str, here: str) -> str:
    """A page's HTML with the strip below its title; as it is where the project has no items."""
    if not site.project.items:
        return html
    strip = str(_strip(site, here))
    before, heading, after = html.partition(_HEADING_ENDS)
    return before + heading + strip + after if heading else strip + html


def _strip(site: Site, here: str) -> Markup:
    about = subject(site, here)
    mark, words = verdict(about)
    compliance, tasks = site.compliance.total, tasks_by_status(site.project).done
    traced = traceability_coverage(site.project).total
    dashboard = relative(site.addresses.of_page(DASHBOARD), here)
    since = site.addresses.of_page(SINCE)
    measured = [
        ("Compliance", compliance, "compliance"),
        ("Tasks done", tasks, "task_completion"),
        ("Traced to a principle", traced, "traceability_coverage"),
    ]
    return site.fill(
        "state.html",
        mark=mark,
        verdict=words,
        not_run=unchecked(about),
        findings=relative(site.addresses.of_page(FINDINGS), here),
        first=[site.finding(finding, here) for finding in to_cure_first(site)[:_FIRST]],
        numbers=[
            about.with_past(Tile(name, f"{share.percent} %", f"{share.part} of {share.whole}"), metric)
            for name, share, metric in measured
            if share.whole
        ],
        changed=changed_of_late(site.since) if isinstance(site.since, Since) else "",
        since=relative(since, here),
        dashboard=dashboard,
    )
