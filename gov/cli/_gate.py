"""A change request before the gate: everything that git, the settings and the evidence say about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gov.change import (
    Change,
    claims_of,
    exemption_of,
    flaws_of,
    is_listed_bot,
    others_than,
    templates_of,
)
from gov.cli._comparing import described_in, held_by
from gov.cli._evidence import evidence_settings, read_evidence_of
from gov.cli._loading import Loaded, today
from gov.cli._requesting import with_git
from gov.config import EvidenceSettings, find_root
from gov.errors import GovError, UsageError
from gov.evidence.given import with_given
from gov.history.revisions import revisions
from gov.project.repository import find_repository
from gov.rulebook import Case, Facts, baseline_of, included_by, policy_edits, proven
from gov.text import printable

if TYPE_CHECKING:
    from contextlib import ExitStack

    from gov.change import ChangeRequest, Exemption
    from gov.cli._requesting import Join
    from gov.config import ChangeSettings, Configuration
    from gov.evidence import Described
    from gov.history import Commit
    from gov.history.branches import Against
    from gov.history.revisions import Revisions
    from gov.project import Project
    from gov.rulebook import Baseline

__all__ = ["Gate", "gate_of"]

_SHORT = 10
_NAMED = 3
_LONGEST_SUBJECT = 60
_NO_FORK = "where the change left the base is unknown"


@dataclass(frozen=True)
class Gate:
    """A case, and the folder of its project on disk, where reports of other tools lie."""

    case: Case
    root: Path

    @property
    def projects(self) -> tuple[Loaded, ...]:
        """The project by the policy that judges, and by its own where that is another."""
        cases = (self.case.facts, self.case.proposed)
        return tuple(Loaded(facts.project, self.root, ()) for facts in cases if facts is not None)


@dataclass(frozen=True)
class _Ends:
    """The projects that a change lies between, all in the words of one policy.

    `tree` is what is judged: the merge where git can make it, else the end of the change.
    """

    tree: str
    base: Project
    project: Project
    began: Project | None
    is_merged: bool
    conflicts: tuple[str, ...]
    notes: tuple[str, ...]


def gate_of(
    request: ChangeRequest, given: tuple[str, ...], stack: ExitStack, *, by_head: bool = False
) -> Gate:
    """Bring a change request before the gate; the repository stays open until the stack ends.

    `by_head` takes the policy from the change itself, for work that nobody reviews yet. Raises `GovError`
    where the base, its settings or its baseline cannot be read: the head's are never taken in their place.
    """
    here = Path.cwd().resolve()
    repository = find_repository(here)
    if repository is None:
        message = "no git repository is here, and a change is judged between two of its commits"
        raise UsageError(message, help="Run gov pr in the repository of the change.")
    whole = stack.enter_context(revisions(repository.top))
    request, join = with_git(request, whole)
    root = repository.top / _project_folder(whole, request, here.relative_to(repository.top), here)
    prefix = "".join(f"{name}/" for name in root.relative_to(repository.top).parts)
    request = replace(request, prefix=prefix)
    return Gate(_case(request, whole.of_folder(prefix), join, root, given, by_head=by_head), root)


def _case(  # noqa: PLR0913 - what was asked, and where it was found
    request: ChangeRequest,
    found: Revisions,
    join: Join,
    root: Path,
    given: tuple[str, ...],
    *,
    by_head: bool,
) -> Case:
    ends = _ends(request, found, join, by_head=by_head)
    project, base, settings = ends.project, ends.base, ends.project.configuration.change
    day = today()
    repository = found.of_folder("").tree(request.base or "")
    templates = templates_of(repository, settings, request.prefix)
    claims = claims_of(request, project.reader.vocabulary, settings, templates)
    claims = claims.by_names_of_today(_names_of_today(ends))
    exemption = exemption_of(
        request, claims, settings, is_clean_merge=found.is_clean_merge, undone_by=found.undone_by
    )
    against = found.held("the base", request.head or "HEAD", base, ends.began, "" if ends.began else _NO_FORK)
    overrides = tuple((o, tuple(flaws_of(o, request, settings, project, day))) for o in claims.overrides)
    empty = tuple(filter(None, [_of_nothing(request, join)]))
    change = Change(
        request,
        claims,
        settings,
        ends.began,
        exemption,
        overrides,
        ends.is_merged,
        ends.conflicts,
        (*ends.notes, *_lacking(against), *_not_alone(request, found, exemption, settings), *empty),
        bool(empty),
        templates,
    )
    proposed_configuration = found.configuration_of(ends.tree)
    is_same = proposed_configuration == project.configuration
    proposed = project if is_same else found.project_of(ends.tree, proposed_configuration, project)
    baselines: tuple[Baseline | None, Baseline | None] = (baseline_of(base), baseline_of(proposed))
    openapi = _openapi_now(project, proposed_configuration, root)
    evidence = read_evidence_of(project, root, given, _described(found, request, given), openapi)
    own = baselines[1] if by_head else baselines[0]
    facts = Facts(
        project, day, base, evidence=evidence, baseline=own, change=change, against=against,
        proven=None if by_head else frozenset(proven(project, base)),
    )  # fmt: skip
    left = None if ends.is_merged else ends.began
    before, revision = (base, request.base or "") if left is None else (left, join.fork)
    held = held_by(before, found.tree(revision), evidence_settings(project, given))
    origin = Facts(before, day, evidence=held, baseline=own)
    pipelines = included_by((repository, found.of_folder("").files_of(ends.tree)))
    edits = policy_edits(project, base, proposed, baselines, request, pipelines)
    eased = [edit for edit in edits if not edit.starts_judge]
    own_case = replace(facts, project=proposed, baseline=baselines[1], proven=None)
    return Case(facts, origin, own_case if eased and not by_head else None, edits)


def _lacking(against: Against) -> tuple[str, ...]:
    """What was not seen of the numbers that other branches have."""
    lacking = against.branches.lacking
    return (f"numbers of some branches may be taken: {lacking}",) if lacking else ()


def _not_alone(
    request: ChangeRequest, found: Revisions, exemption: Exemption | None, settings: ChangeSettings
) -> tuple[str, ...]:
    """Why the change of a bot needs a task all the same."""
    if exemption is not None or not is_listed_bot(request, settings):
        return ()
    others = others_than(request, found.is_clean_merge)
    return (f"{request.author} needs no task for what is its own alone, and {others}",) if others else ()


def _of_nothing(request: ChangeRequest, join: Join) -> str:
    """That a change brings nothing, which is seldom what was meant; empty where it brings something."""
    if request.commits or request.files or join.dropped:
        return ""
    ends = f"{(request.head or '')[:_SHORT]} has no commit that {(request.base or '')[:_SHORT]} lacks"
    return f"the change is empty: {ends}, so there is nothing to judge"


def _of_dropped(dropped: tuple[Commit, ...]) -> str:
    """Which commits a push took away, the newest ones by name."""
    named = [
        f"{one.id[:_SHORT]} {printable(one.subject[:_LONGEST_SUBJECT])}".strip() for one in dropped[:_NAMED]
    ]
    more = [f"{len(dropped) - _NAMED:,} more"] if len(dropped) > _NAMED else []
    many = "1 commit" if len(dropped) == 1 else f"{len(dropped):,} commits"
    return f"the push drops {many} that the branch had: {', '.join([*named, *more])}"


def _names_of_today(ends: _Ends) -> dict[str, str]:
    """The identifier of today for each that an item had before.

    Not where the base, or the point where the change began, declares both: there they are two items, and no
    change makes one stand for the other.
    """
    before = [project.by_id for project in (ends.base, ends.began) if project is not None]
    return {
        old: item.id
        for old, item in ends.project.formerly.items()
        if not any(old in declared and item.id in declared for declared in before)
    }


def _ends(request: ChangeRequest, found: Revisions, join: Join, *, by_head: bool) -> _Ends:
    start, end = request.base or "", request.head or ""
    fork, made, dropped, told = join
    notes = [*told, *([_of_dropped(dropped)] if dropped else [])]
    is_merged = made is not None and not made.conflicts
    tree = made.tree if made is not None and is_merged else end
    policy = found.configuration_of(tree) if by_head else found.configuration(start)
    if by_head:
        notes.append("the policy is that of the change itself (--policy-from head), not that of the base")
    base = found.project_of(start, policy)
    project = found.project_of(tree, policy, base)
    if not fork:
        why = "no commit that both have is here" + ("" if found.is_complete else " in this shallow clone")
        fetch = f". {found.way_to_fetch()}" if not found.is_complete else ""
        notes.append(f"{_NO_FORK}: {why}; statuses are those of the base now{fetch}")
    began = None if not fork else base if fork == start else found.project_of(fork, policy, base)
    if not is_merged:
        why = (
            "git cannot merge it with the base" if made is not None else "what the merge comes to is unknown"
        )
        notes.append(f"judged as it is at {end[:_SHORT]}: {why}")
    if not found.is_complete:
        notes.append("this is a shallow clone: commits before it were not seen")
    conflicts = made.conflicts if made is not None else ()
    return _Ends(tree, base, project, began, is_merged, conflicts, tuple(notes))


def _openapi_now(project: Project, proposed: Configuration, root: Path) -> str:
    """Where a change describes the API: at the path that the policy names, as long as a file is there.

    A change may move the description, and no change takes it out of sight by naming another one.
    """
    path, named = project.configuration.evidence.openapi, proposed.evidence.openapi
    if not path or not named:
        return ""
    if (root / path).is_file():
        return path
    return "" if named == path else named


def _described(found: Revisions, request: ChangeRequest, given: tuple[str, ...]) -> Described | None:
    """The API as the base described it, where its own settings say that it does."""
    if not request.base:
        return None
    try:
        settings = found.configuration(request.base).evidence
    except GovError:
        # Where the change's own policy judges, the base's may be what it mends.
        settings = EvidenceSettings()
    path = settings.openapi or with_given(EvidenceSettings(), given).openapi
    return described_in(found.tree(request.base), path) if path else None


def _project_folder(found: Revisions, request: ChangeRequest, below: Path, here: Path) -> Path:
    """The project's folder in the repository: the nearest that has settings in the base.

    Where the base has none, the nearest that has them now: a change may bring the first. So no change moves
    the project from under its policy.
    """
    tree = found.tree(request.base or "HEAD")
    for folder in (below, *below.parents):
        name = folder.as_posix()
        prefix = "" if name == "." else f"{name}/"
        if found.has_settings(tree, prefix):
            return folder
    root = find_root(here)
    return root.relative_to(here.parents[len(below.parts) - 1] if below.parts else here) if root else below
