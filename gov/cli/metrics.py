"""`gov metrics`: every number of a project by its name, now and over time."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from gov.cli._days import between, since_option, until_option
from gov.cli._evidence import evidence_option
from gov.cli._measuring import Counted, counted
from gov.cli._metric_forms import Series, metric_rows, metric_text, now_value, series_rows, series_text
from gov.cli._printing import put, put_json, put_lines
from gov.errors import UsageError
from gov.metrics.naming import metric_of

if TYPE_CHECKING:
    from datetime import date

    from gov.metrics.metric import Metric


@click.command(short_help="Show every number of a project, now and over time.")
@click.argument("names", metavar="[METRIC]...", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True,
    help="How the numbers are written.",
)  # fmt: skip
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--csv", "form", flag_value="csv", help="The same as --format csv.")
@click.option("--history", is_flag=True, help="Also after each commit that changed items.")
@since_option
@until_option
@click.option(
    "--samples", type=click.IntRange(0, 520), default=12, show_default=True,
    help="With --history: at how many weeks' last commits the project is judged as it was.",
)  # fmt: skip
@evidence_option
def metrics(  # noqa: PLR0913 - an argument for each option
    names: tuple[str, ...],
    form: str,
    *,
    history: bool,
    since: str,
    until: str,
    samples: int,
    given: tuple[str, ...],
) -> None:
    """Show every number of the project: how much, of how much, and why where one is not known.

    With one METRIC, show also what it is made of and what would raise it. The numbers are those of the
    dashboard and of gov check. With --history, show how many items, tasks and criteria stood where after each
    commit on the main line; compliance, coverage and findings are judged at a sample of commits.

    \b
    Examples:
      gov metrics
      gov metrics compliance
      gov metrics --json > metrics.json
      gov metrics --history --since 2026-01-01 --csv > history.csv
    """
    first, last = between(since, until)
    if (first or last) and not history:
        raise UsageError(
            "--since and --until need --history", help="gov metrics --history --since 2026-01-01"
        )
    with ExitStack() as stack:
        found = counted(given, stack)
        chosen = [metric_of(found.metrics, name) for name in names] or list(found.metrics.values())
        series = _series(found, first, last, samples) if history else None
    if names and series is not None:
        series = series.only(frozenset(metric.name for metric in chosen))
    _put(found, chosen, series, form)


def _series(found: Counted, first: date | None, last: date | None, samples: int) -> Series:
    """The numbers over time; none of them where there is no history."""
    from gov.metrics.trends import readings, sample, sampled, within  # noqa: PLC0415 - only with --history

    past, configuration = found.known.past, found.loaded.project.configuration
    if past is None or found.revisions is None:
        return Series((), (), found.history)
    commits = [
        commit for commit in past.commits
        if (first is None or commit.when.date() >= first) and (last is None or commit.when.date() <= last)
    ]  # fmt: skip
    weeks = sampled(commits, samples)
    said = (
        f"judged without evidence at the last commit of {len(weeks)} week{'' if len(weeks) == 1 else 's'}, "
        f"at most {samples}:"
        if samples
        else "judged at no commit (--samples 0)"
    )
    judged = [sample(found.revisions, commit, found.loaded.project) for commit in weeks]
    return Series(within(readings(past, configuration), first, last), judged, said)


def _put(found: Counted, chosen: list[Metric], series: Series | None, form: str) -> None:
    if form == "json":
        put_json(now_value(found, chosen) | (series.value if series is not None else {}))
    elif form == "csv":
        put(metric_rows(chosen) if series is None else series_rows(series))
        if found.history:
            click.echo(found.history, err=True)
    elif series is None:
        put_lines(metric_text(chosen, found.history))
    else:
        put_lines([*([found.history] if found.history else []), *series_text(series)])
