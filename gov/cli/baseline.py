"""`gov baseline`: set aside what is wrong today, so that only what is new fails."""

from __future__ import annotations

from dataclasses import replace as replace_facts
from typing import TYPE_CHECKING, NamedTuple

import click

import gov.rules
from gov.cli._codes import refuse_unknown_codes
from gov.cli._comparing import compared
from gov.cli._configuring import add_baseline, lines_to_add
from gov.cli._evidence import evidence_option, read_project_evidence
from gov.cli._loading import Loaded, load, today
from gov.cli._printing import put_lines
from gov.cli._verdicts import stop_at_failures
from gov.cli._writing import create as create_file
from gov.cli._writing import replace
from gov.errors import GovError, UsageError
from gov.rulebook import (
    BASELINE_FILE,
    SEVERITIES,
    Baseline,
    Entry,
    Facts,
    baseline_of,
    can_be_set_aside,
    check,
    entries_of,
    load_rulebook,
    write_baseline,
)
from gov.rulebook.baseline_reading import read_baseline
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gov.rulebook import Finding, Rulebook, Verdict

# Setting a finding aside may show what it silenced; more rounds than this would be a fault of a rule.
_MOST_ROUNDS = 20
_SHOWN = 10

_all = click.option("--all", "every", is_flag=True, help="Set aside also what is below the failing severity.")
_history = click.option("--history", is_flag=True, help="Judge by past commits as well.")
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")


class _Asked(NamedTuple):
    """What a command works on: the project, all rules, what is known beside them, and the baseline's file."""

    loaded: Loaded
    rulebook: Rulebook
    facts: Facts
    path: str

    @property
    def file(self) -> Path:
        return self.loaded.root / self.path

    def judged(self, entries: tuple[Entry, ...]) -> Verdict:
        """The verdict with some entries set aside."""
        baseline = Baseline(self.path, b"", entries)
        verdict = check(replace_facts(self.facts, baseline=baseline), self.rulebook)
        stop_at_failures(verdict, ". Nothing was written.")
        return verdict


@click.group(short_help="Set aside what is wrong today, so that only new findings fail.")
def baseline() -> None:
    """Keep a list of findings that are set aside: they fail nothing, and every output counts them.

    A finding is told by what it says, not by its line. What is new fails as ever, and an entry whose finding
    is cured is reported, so that the list only gets shorter.

    \b
    Examples:
      gov baseline create --dry-run
      gov baseline create --configure
    """


@baseline.command(short_help="Set aside all that fails now.")
@_all
@click.option("--configure", is_flag=True, help="Name the file in gov.toml as well.")
@_history
@evidence_option
@_dry_run
def create(given: tuple[str, ...], *, every: bool, history: bool, configure: bool, dry_run: bool) -> None:
    """Write every finding that fails the check to the baseline: the file that [check] baseline names.

    Without that setting it is gov-baseline.json, and the line to add is told, or added with --configure. What
    hides other findings, such as a file that cannot be read, cannot be set aside.

    \b
    Examples:
      gov baseline create --configure
      gov baseline create --all --dry-run
    """
    asked = _asked(given, history=history)
    _refuse_outside(asked)
    if asked.loaded.project.tree.exists(asked.path) or asked.file.is_symlink():
        message = f"{asked.path} is there already"
        raise UsageError(message, help="'gov baseline update' brings it up to date.")
    entries, left = _grown(asked, (), every=every)
    if not dry_run:
        if not create_file(asked.file, ""):
            message = f"{asked.path} was written meanwhile"
            raise UsageError(message, help="'gov baseline update' brings it up to date.")
        replace(asked.file, write_baseline(entries))
    put_lines([f"{'would set' if dry_run else 'set'} {_counted(len(entries))} aside in {asked.path}"])
    _tell_left(left)
    _name(asked, configure=configure and not dry_run)


@baseline.command(short_help="Add what is new, drop what is cured.")
@_all
@_history
@evidence_option
@_dry_run
def update(given: tuple[str, ...], *, every: bool, history: bool, dry_run: bool) -> None:
    """Add every new finding that fails the check to the baseline, and drop the entries that are cured.

    \b
    Examples:
      gov baseline update --dry-run
      gov baseline update --all
    """
    asked, old = _existing(given, history=history)
    verdict = asked.judged(old.entries)
    kept = _kept(old, verdict)
    entries, left = _grown(asked, kept, every=every)
    added = len(entries) - len(kept)
    _write(asked, old, entries, dry_run=dry_run)
    would = "would add" if dry_run else "added"
    put_lines(
        [f"{would} {added}, {'drop' if dry_run else 'dropped'} {_cured(old, kept)}; {_held(entries, asked)}"]
    )
    _tell_left(left)
    _name(asked, configure=False)


@baseline.command(short_help="Drop what is cured, and add nothing.")
@_history
@evidence_option
@_dry_run
def prune(given: tuple[str, ...], *, history: bool, dry_run: bool) -> None:
    """Drop the entries of the baseline whose findings are cured, and add none.

    \b
    Examples:
      gov baseline prune
      gov baseline prune --dry-run
    """
    asked, old = _existing(given, history=history)
    kept = _kept(old, asked.judged(old.entries))
    _write(asked, old, kept, dry_run=dry_run)
    put_lines([f"{'would drop' if dry_run else 'dropped'} {_cured(old, kept)}; {_held(kept, asked)}"])
    _name(asked, configure=False)


def _asked(given: tuple[str, ...], *, history: bool) -> _Asked:
    loaded = load()
    rulebook = load_rulebook(gov.rules)
    refuse_unknown_codes(loaded, rulebook)
    past = compared(loaded, "", "", history=history).past
    facts = Facts(loaded.project, today(), past=past, evidence=read_project_evidence(loaded, given))
    return _Asked(loaded, rulebook, facts, loaded.project.configuration.check.baseline or BASELINE_FILE)


def _existing(given: tuple[str, ...], *, history: bool) -> tuple[_Asked, Baseline]:
    """What is asked for, with the baseline that is there."""
    asked = _asked(given, history=history)
    project = asked.loaded.project
    found = baseline_of(project)
    if found is None:
        if not project.tree.exists(asked.path):
            message = f"there is no baseline: neither a setting [check] baseline nor {asked.path}"
            raise UsageError(message, help="Create it with 'gov baseline create'.")
        try:
            found = read_baseline(asked.path, project.tree.read(asked.path))
        except OSError as error:
            message = f"{asked.path} cannot be read: {error.strerror}"
            raise GovError(message, help="It must be a file below the project's folder.") from error
    _refuse_outside(asked)
    return asked, found


def _refuse_outside(asked: _Asked) -> None:
    """Raise where a link on the way to the file leads out of the project."""
    root = asked.loaded.root.resolve()
    if not asked.file.resolve().is_relative_to(root):
        message = f"{asked.path} lies outside the project"
        raise GovError(message, help="Name a file below the configuration in [check] baseline.")


def _grown(
    asked: _Asked, entries: tuple[Entry, ...], *, every: bool
) -> tuple[tuple[Entry, ...], list[Finding]]:
    """The entries with one for each finding that fails, and the findings that cannot be set aside.

    What is set aside silences no error any more, so it is judged again until nothing new turns up.
    """
    threshold = SEVERITIES[-1] if every else asked.loaded.project.configuration.check.fail_on
    failing = SEVERITIES[: SEVERITIES.index(threshold) + 1]
    for _ in range(_MOST_ROUNDS):
        verdict = asked.judged(entries)
        wanted = [finding for finding in verdict.findings if finding.severity in failing]
        allowed = {id(finding) for finding in wanted if can_be_set_aside(finding.code)}
        shown = sorted((*verdict.findings, *verdict.baselined), key=lambda finding: finding.sort_key)
        made = zip(shown, entries_of(shown), strict=True)
        known = {entry.fingerprint for entry in entries}
        added = [e for finding, e in made if id(finding) in allowed and e.fingerprint not in known]
        if not added:
            return entries, [finding for finding in wanted if id(finding) not in allowed]
        entries = (*entries, *added)
    message = "what is set aside shows ever more findings"
    raise GovError(message, help="Please report it, with the documents if you may.")


def _kept(old: Baseline, verdict: Verdict) -> tuple[Entry, ...]:
    """The entries that still have a finding, as the finding says it now."""
    stale = frozenset(verdict.stale)
    return tuple(entry for entry in old.entries if entry not in stale)


def _write(asked: _Asked, old: Baseline, entries: tuple[Entry, ...], *, dry_run: bool) -> None:
    """Write the entries, unless they are those that stand there already."""
    if not dry_run and entries != old.entries:
        replace(asked.file, write_baseline(entries))


def _name(asked: _Asked, *, configure: bool) -> None:
    """Let the configuration name the baseline, or say how."""
    configuration = asked.loaded.project.configuration
    if configuration.check.baseline:
        return
    if configure:
        put_lines([f"named it in {add_baseline(configuration, asked.loaded.root, asked.path)}"])
        return
    header, line = lines_to_add(configuration, asked.path)
    put_lines([f"it counts once {configuration.path or 'gov.toml'} names it:", f"  {header}", f"  {line}"])


def _tell_left(left: Iterable[Finding]) -> None:
    found = list(left)
    if not found:
        return
    click.echo(f"{_counted(len(found))} cannot be set aside and must be mended:", err=True)
    for finding in found[:_SHOWN]:
        where = finding.location
        click.echo(printable(f"  {where.path}:{where.line}: {finding.code} {finding.message}"), err=True)
    if len(found) > _SHOWN:
        click.echo(f"  and {len(found) - _SHOWN} more", err=True)


def _cured(old: Baseline, kept: tuple[Entry, ...]) -> str:
    return f"{len(old.entries) - len(kept)} cured"


def _held(entries: tuple[Entry, ...], asked: _Asked) -> str:
    return f"{asked.path} holds {_counted(len(entries))}"


def _counted(number: int) -> str:
    return f"{number:,} {'finding' if number == 1 else 'findings'}"
