"""`gov badge`: a number as a picture for a README."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from gov.cli._evidence import evidence_option
from gov.cli._measuring import counted
from gov.cli._outputs import refuse_unwritable
from gov.cli._printing import encoded, put
from gov.metrics.alarms import alarms
from gov.metrics.naming import metric_of


@click.command(short_help="Draw a number as an SVG, for a README.")
@click.argument("metric", required=False, default="compliance")
@click.option("--output", "name", default="", metavar="FILE", help="Write it to a file instead.")
@evidence_option
def badge(metric: str, name: str, given: tuple[str, ...]) -> None:
    """Draw a number with an icon, a word and a colour: compliance, without METRIC.

    The alerts of the settings decide how it looks. It is the same file as long as the number is the same,
    and fetches nothing. A number that is not known says so.

    \b
    Examples:
      gov badge > compliance.svg
      gov badge task_completion --output tasks.svg
    """
    from gov.reports.numbers.badge import badge as drawn  # noqa: PLC0415 - its help needs no Jinja

    with ExitStack() as stack:
        found = counted(given, stack)
    file = Path(name) if name not in {"", "-"} else None
    if file is not None:
        refuse_unwritable(file, found.loaded)
    chosen = metric_of(found.metrics, metric)
    text = drawn(chosen, alarms(found.loaded.project.configuration, found.metrics))
    if file is None:
        put(text)
        return
    from gov.cli._writing import replace  # noqa: PLC0415 - most badges go to standard output

    replace(file, encoded(text))
