"""`gov report`: what happened in a time, for those who were not there."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import click

from gov.cli._comparing import opened
from gov.cli._days import between, since_option, until_option
from gov.cli._loading import load, today
from gov.cli._outputs import refuse_unwritable
from gov.cli._printing import encoded, put

_DAYS = 7


@click.group(short_help="Write what happened in a week.")
def report() -> None:
    """Write what changed, what was found and cured, what is overdue, and what to do next.

    \b
    Examples:
      gov report weekly
    """


@report.command(short_help="Write what happened in a week, or between two days.")
@since_option
@until_option
@click.option(
    "--format", "form", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True,
    help="How the report is written.",
)  # fmt: skip
@click.option("--output", "name", default="", metavar="FILE", help="Write it to a file instead.")
def weekly(since: str, until: str, form: str, name: str) -> None:
    """Compare the last commit before a first day with the last one of a last day, both from git.

    Without --until it is today, without --since the seven days up to it. What is not committed does not
    count. Sending the report is for the pipeline to do.

    \b
    Examples:
      gov report weekly --format html --output week.html
      gov report weekly --since 2026-03-01 --until 2026-03-31
    """
    first, last = between(since, until)
    last = last or max(today(), first or today())
    first = first or last - timedelta(days=_DAYS - 1)
    loaded = load()
    file = Path(name) if name not in {"", "-"} else None
    if file is not None:
        refuse_unwritable(file, loaded)
    from gov.metrics.week import week_of  # noqa: PLC0415 - its help needs no git

    with ExitStack() as stack:
        found = opened(loaded, stack)
        past = found.past(loaded.project.configuration)
        week = week_of(found, loaded.project, past, first, last)
    if form == "html":
        from gov.reports.numbers.week_in_html import week_in_html  # noqa: PLC0415 - only this form needs Jinja

        text = week_in_html(week)
    else:
        from gov.reports.numbers.week_in_markdown import week_in_markdown  # noqa: PLC0415 - as above

        text = week_in_markdown(week)
    if file is None:
        put(text)
        return
    from gov.cli._writing import replace  # noqa: PLC0415 - most reports go to standard output

    replace(file, encoded(text))
