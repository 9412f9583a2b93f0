"""Freshness: reviews that are not overdue, tasks that do not move, the age of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.measure import Definition
from gov.metrics.metric import Metric
from gov.rulebook import Facts
from gov.rulebook.stated import statements
from gov.rules.enf_015_freshness.stalled_task import stalled_task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.known import Known

ORDER = 70

REVIEWS = Definition(
    name="reviews_current",
    title="Reviews not overdue",
    unit="share of documents and items that say when they are to be reviewed",
    numerator="those that ENF-015.review-overdue finds nothing wrong with, excused or not",
    denominator="all that state a next review, given up ones aside",
    made_of="fields such as Next Review and Last Review",
    raised_by="reviewing what is overdue, and writing down the next day",
)
STALLED = Definition(
    name="tasks_stalled",
    title="Stalled tasks",
    unit="tasks",
    numerator="tasks to which nothing happened for a long time, as ENF-015.stalled-task finds them",
    denominator="all tasks in progress",
    made_of="the commits that changed or named each task, and [freshness] stalled-after",
    raised_by="leaving tasks alone; setting their Status to the truth lowers it",
)
AGE = Definition(
    name="document_age",
    title="Age of documents",
    unit="days, the median",
    numerator="days since the last commit that changed a document",
    denominator="documents of which git knows that commit",
    made_of="the commits on the main line",
    raised_by="time; changing or reviewing documents lowers it",
)
_OVERDUE = "ENF-015.review-overdue"


def measure(known: Known) -> Iterator[Metric]:
    """What ENF-015 knows, and how long ago documents were changed."""
    yield _reviews(known)
    yield _stalled(known)
    yield _age(known)


def _reviews(known: Known) -> Metric:
    lacking = known.not_run(_OVERDUE)
    if lacking:
        return Metric.not_known(REVIEWS, lacking)
    names = [
        stated.name for stated in statements(known.project, "review")
        if stated.item is None or stated.item.phase != "retired"
    ]  # fmt: skip
    if not names:
        return Metric.not_known(REVIEWS, "no document and no item says when it is to be reviewed")
    late = known.found_by(_OVERDUE)
    return Metric.share(
        REVIEWS, (name for name in names if name not in late), (name for name in names if name in late)
    )


def _stalled(known: Known) -> Metric:
    if known.past is None:
        return Metric.not_known(STALLED, known.no_past, "count")
    facts = Facts(known.project, known.today, past=known.past)
    still = {draft.item for draft in stalled_task.check(facts)}
    running = [task.id for task in known.project.of_kind("task") if task.phase == "running"]
    return Metric.count(
        STALLED, (one for one in running if one in still), (one for one in running if one not in still)
    )


def _age(known: Known) -> Metric:
    past = known.past
    if past is None:
        return Metric.not_known(AGE, known.no_past, "days")
    paths = [document.path for document in known.project.documents]
    oldest = past.commits[-1] if past.commits and not past.is_complete else None
    changed = ((path, past.touched.get(path)) for path in paths)
    touched = {path: commit for path, commit in changed if commit is not None and commit is not oldest}
    ages = ((path, max((known.today - commit.when.date()).days, 0)) for path, commit in touched.items())
    return Metric.days(AGE, ages, (path for path in paths if path not in touched))
