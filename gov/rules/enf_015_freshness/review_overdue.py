"""ENF-015.review-overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.days import days_between
from gov.rulebook.stated import Stated, day_touched, statements
from gov.rules.enf_015_freshness._schedule import interval_of, last_day_of, written_day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gov.items import Field

_COUNTED_FROM = ("reviewed", "amended", "ratified", "date")


@rule("warning")
def review_overdue(facts: Facts) -> Iterator[Draft]:
    """The day on which a document or item should have been reviewed is over.

    Who set the day wanted somebody to look again before relying on it (CONST-P10). A day that passes
    unnoticed means that nobody does.

    Cure it by reviewing, and by writing down the next day. `**Next Review**` holds a day (`2026-03-01`,
    `March 1, 2026`), a month or quarter (`2026-03`, `Q1 2026`), or begins with an interval (`Quarterly`,
    `every 6 months`), which counts from the last review or change that is known: `**Last Review**`,
    `**Last Updated**`, and with `--history` the last commit. Other words (`after the audit`) are left alone,
    and so is an interval where nothing tells a day to count from.

    Fails at plan.md:6:18:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1
    **Last Review**: 2025-12-01
    **Next Review**: 2026-03-01
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1
    **Last Review**: 2026-03-03
    **Next Review**: Quarterly
    ```
    """
    for stated in statements(facts.project, "review", *_COUNTED_FROM):
        if stated.item is not None and stated.item.phase == "retired":
            continue
        field = max((f for f in stated.fields if f.key == "review"), key=_day_or_first)
        draft = _of_day(stated, field, facts) or _of_interval(stated, field, facts)
        if draft is not None:
            yield draft


def _day_or_first(field: Field) -> str:
    """An order in which the latest day is the last, and what is no day comes before."""
    day = last_day_of(field.value)
    return day.isoformat() if day is not None else ""


def _of_day(stated: Stated, field: Field, facts: Facts) -> Draft | None:
    due = last_day_of(field.value)
    if due is None or due >= facts.today:
        return None
    message = f"the review of {stated.name} was due on {due}, {days_between(due, facts.today)} ago"
    return _draft(stated, field, message)


def _of_interval(stated: Stated, field: Field, facts: Facts) -> Draft | None:
    # `Review by: Weekly Team` names somebody.
    interval = None if field.label.casefold().endswith(" by") else interval_of(field.value)
    last = _last(stated, facts) if interval is not None else None
    if interval is None or last is None:
        return None
    due = interval.after(last)
    if due >= facts.today:
        return None
    message = (
        f"{stated.name} is to be reviewed {field.value[:40]!r} and was last looked at on {last}: the review "
        f"was due on {due}, {days_between(due, facts.today)} ago"
    )
    return _draft(stated, field, message)


def _draft(stated: Stated, field: Field, message: str) -> Draft:
    help_text = "Review it, then write down the day of this review and of the next."
    item = stated.item.id if stated.item is not None else ""
    return Draft(field.place, message, help_text, item, about=(stated.about,))


def _last(stated: Stated, facts: Facts) -> date | None:
    """The last day on which somebody is known to have looked; a day to come is none."""
    days = [written_day_of(field.value) for field in stated.fields if field.key in _COUNTED_FROM]
    days.append(day_touched(stated, facts.past))
    return max((day for day in days if day is not None and day <= facts.today), default=None)
