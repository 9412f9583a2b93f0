"""What the commands about numbers count from: the project judged as by `gov check`, its past and its log."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import gov.rules
from gov.change.log_reading import configured_log
from gov.cli._codes import refuse_unknown_codes
from gov.cli._comparing import opened
from gov.cli._evidence import evidence_settings, read_project_evidence, refuse_unmeasured
from gov.cli._loading import load, today
from gov.cli._verdicts import stop_at_failures
from gov.errors import GovError
from gov.evidence import FolderFiles
from gov.metrics.known import Known
from gov.metrics.naming import measured
from gov.project.repository import find_repository
from gov.rulebook import Facts, baseline_of, check, load_rulebook

if TYPE_CHECKING:
    from contextlib import ExitStack

    from gov.cli._loading import Loaded
    from gov.history import Past
    from gov.history.revisions import Revisions
    from gov.metrics.metric import Metric

__all__ = ["Counted", "counted"]


class Counted(NamedTuple):
    """All numbers of a project, what they are counted from, and its past where there is one.

    `history` says why there is none, or that it is not whole; empty where all of it is there.
    """

    loaded: Loaded
    known: Known
    metrics: dict[str, Metric]
    revisions: Revisions | None
    history: str


def counted(given: tuple[str, ...], stack: ExitStack) -> Counted:
    """Judge the project around the current folder as `gov check` does, and count.

    Without git, or with a repository that is damaged, the numbers that need it are unknown. The past stays
    open until the stack ends.
    """
    loaded = load()
    rulebook = load_rulebook(gov.rules)
    refuse_unknown_codes(loaded, rulebook)
    refuse_unmeasured(loaded, evidence_settings(loaded.project, given))
    evidence = read_project_evidence(loaded, given)
    found, past, why = _past(loaded, stack)
    project, day = loaded.project, today()
    verdict = check(Facts(project, day, evidence=evidence, baseline=baseline_of(project)), rulebook)
    stop_at_failures(verdict, ". Nothing was counted.")
    log = project.configuration.change.log
    logged = configured_log(FolderFiles(loaded.root), log) if log else None
    no_log = f"{log} is not there yet: gov pr --log writes it" if log else Known.no_log
    known = Known(verdict, day, past, evidence, logged, why, no_log)
    if past is not None and not past.is_complete:
        why = "history incomplete: this is a shallow clone"
    return Counted(loaded, known, measured(known), found, why)


def _past(loaded: Loaded, stack: ExitStack) -> tuple[Revisions | None, Past | None, str]:
    """The past, or why it is not to be had."""
    if find_repository(loaded.root) is None:
        return None, None, "history not available: no git repository is here"
    try:
        found = opened(loaded, stack)
        return found, found.past(loaded.project.configuration), ""
    except GovError as error:
        return None, None, f"history not available: {str(error).partition(chr(10))[0]}"
