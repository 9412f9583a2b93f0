"""Judge small projects that exist only in memory."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import gov.rules
from gov.change import Change, claims_of, exemption_of, flaws_of, templates_of
from gov.config import Configuration, read_configuration_text
from gov.evidence import Described, MemoryFiles, read_evidence, read_held
from gov.history import Commit, Past, Recorder
from gov.history.branches import Against, Branches
from gov.project import Document, MemoryTree, Project, load_project
from gov.rulebook import (
    Case,
    Facts,
    Rulebook,
    Verdict,
    baseline_of,
    check,
    included_by,
    judged,
    load_rulebook,
    policy_edits,
    proven,
)
from tests.rules.changes import change_request, changed_files

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2026, 6, 1)


@cache
def rulebook() -> Rulebook:
    """Every rule."""
    return load_rulebook(gov.rules)


@cache
def rules_of(family: str) -> Rulebook:
    """The rules of one family alone; the one about exceptions looks at what all others found."""
    if family == "ENF-013":
        return rulebook()
    return rulebook()._replace(rules=tuple(rule for rule in rulebook().rules if rule.family == family))


# Documents that were read once: most cases share most of theirs.
_READ: dict[tuple[bytes | None, str, bytes], Document] = {}


def read_anew(files: dict[str, bytes], known: Mapping[str, Document] = MappingProxyType({})) -> Project:
    """The project that some files make, `gov.toml` among them or not; those that are known are not read."""
    toml = files.get("gov.toml")
    configuration = (
        read_configuration_text(toml.decode(), "gov.toml") if toml is not None else Configuration()
    )
    return load_project(MemoryTree(files), configuration, known)


def project_of(files: dict[str, bytes]) -> Project:
    """The same, and what was read before is not read again: nothing to take the time of."""
    toml = files.get("gov.toml")
    project = read_anew(
        files, {path: _READ[toml, path, data] for path, data in files.items() if (toml, path, data) in _READ}
    )
    _READ.update({(toml, d.path, d.source.data): d for d in project.documents})
    return project


def past_of(past: dict[str, dict[str, bytes]], base: dict[str, bytes] | None) -> Past:
    """The history that files committed on some days make; with a base, all its commits are new.

    The message of a commit is the file `COMMIT`, where there is one.
    """
    recorder = Recorder()
    commits = []
    for number, (day, files) in enumerate(past.items(), 1):
        message = files.get("COMMIT", b"Change the documents").decode()
        when = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        changed_paths = tuple(path for path in files if path != "COMMIT")
        commits.append(Commit(f"{number:040x}", "Mira", when, message, (), changed_paths))
        documents = {path: data for path, data in files.items() if path != "COMMIT"}
        project = project_of(documents)
        changed = {path: tuple(i for i in project.items if i.path == path) for path in documents}
        recorder.record(commits[-1], changed)
    return recorder.past(since=reversed(commits) if base is not None else None)


def judge(
    files: dict[str, bytes],
    base: dict[str, bytes] | None = None,
    past: dict[str, dict[str, bytes]] | None = None,
    *,
    family: str = "",
) -> Verdict:
    """Run every rule, or those of one family, over some files, held against a base and their past if any.

    A file `CHANGE` is a change request: then the files are what its merge comes to.
    """
    verdict = verdict_of(files, base, past, rules_of(family) if family else rulebook())
    assert not verdict.failures, verdict.failures[0].trace
    return verdict


def verdict_of(
    files: dict[str, bytes],
    base: dict[str, bytes] | None,
    past: dict[str, dict[str, bytes]] | None,
    known: Rulebook,
) -> Verdict:
    """What some rules find in files, or in the change that one of the files describes."""
    if "CHANGE" in files:
        return judged(case_of(files, base, past), known)
    return check(facts_of(files, base, past), known)


def case_of(
    files: dict[str, bytes],
    base: dict[str, bytes] | None = None,
    past: dict[str, dict[str, bytes]] | None = None,
) -> Case:
    """The change that the file `CHANGE` describes, before the gate; without a base it changes nothing.

    Among `past`, `there` are the files where the change began, where these are not those of the base.
    """
    told = files["CHANGE"].decode()
    began = project_of(past["there"]) if past and "there" in past else None
    past = {day: known for day, known in (past or {}).items() if day != "there"}
    files = {path: data for path, data in files.items() if path != "CHANGE"}
    base = files if base is None or not base else base
    before = project_of(base)
    project = load_project(MemoryTree(files), before.configuration)
    proposed = project_of(files)
    commits = (past_of(past, base).since or ()) if past else ()
    request = change_request(told, changed_files(files, base), commits)
    settings = before.configuration.change
    templates = templates_of(MemoryTree(base), settings)
    claims = claims_of(request, project.reader.vocabulary, settings, templates)
    exemption = exemption_of(
        request, claims, settings, is_clean_merge=lambda _: False, undone_by=lambda _: ""
    )
    overrides = tuple((o, tuple(flaws_of(o, request, settings, project, TODAY))) for o in claims.overrides)
    change = Change(request, claims, settings, began or before, exemption, overrides, templates=templates)
    evidence = read_evidence(
        before.configuration.evidence, MemoryFiles(files), project.reader.vocabulary,
        described(base, before.configuration),
    )  # fmt: skip
    had, has = baseline_of(before), baseline_of(proposed)
    facts = Facts(
        project, TODAY, before, evidence=evidence, baseline=had, change=change,
        proven=frozenset(proven(project, before)),
    )  # fmt: skip
    included = included_by((MemoryTree(base), MemoryTree(files)))
    edits = policy_edits(project, before, proposed, (had, has), request, included)
    own = Facts(proposed, TODAY, before, evidence=evidence, baseline=has, change=change)
    is_eased = any(not edit.starts_judge for edit in edits)
    held = read_held(before.configuration.evidence, MemoryFiles(base), project.reader.vocabulary)
    origin = Facts(before, TODAY, evidence=held, baseline=had)
    return Case(facts, origin, own if is_eased else None, edits)


def described(base: dict[str, bytes], configuration: Configuration) -> Described | None:
    """The API as the files of a base describe it, where the configuration says that they do."""
    path = configuration.evidence.openapi
    return Described(path, base[path]) if path in base else None


def facts_of(
    files: dict[str, bytes],
    base: dict[str, bytes] | None = None,
    past: dict[str, dict[str, bytes]] | None = None,
) -> Facts:
    """What there is to know about some files.

    Among `past`, `there` are the files of the branch that they are held against, which left it at the base.
    """
    project = project_of(files)
    if past and "there" in past:
        tip = project_of(past["there"])
        branches = Branches({}, frozenset(tip.by_id))
        against = Against("main", tip, project_of(base or {}), branches)
        return Facts(project, TODAY, baseline=baseline_of(project), against=against)
    had = project_of(base) if base else None
    settings = had.configuration if had and base and "gov.toml" in base else project.configuration
    evidence = read_evidence(
        project.configuration.evidence, MemoryFiles(files), project.reader.vocabulary,
        described(base, settings) if base else None,
    )  # fmt: skip
    return Facts(
        project, TODAY, had, past_of(past, base) if past else None, evidence,
        baseline_of(project),
    )  # fmt: skip


def places(verdict: Verdict, family: str = "") -> list[str]:
    """The findings of a verdict as `path:line:column code`, of one family or of all."""
    return [
        f"{finding.location.path}:{finding.location.line}:{finding.location.column} {finding.code}"
        for finding in verdict.findings
        if finding.code.startswith(family)
    ]
