"""The rules that judge a change, and what the change does to them.

Policy is the configuration, the team's own rules, the baseline, the exceptions in the text, and the files
that start the judge. A change is judged by the policy that its base has; what it edits of it is listed.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, NamedTuple

from gov.config.toml_lines import TomlLines
from gov.rulebook.easing import eases, out_of_sight
from gov.rulebook.judges import starts_judge
from gov.rulebook.suppression import suppressions_of
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.change import ChangeRequest
    from gov.config import Configuration
    from gov.project import Project
    from gov.rulebook.baseline import Baseline
    from gov.rulebook.finding import Finding
    from gov.rulebook.suppression import Suppression

__all__ = ["Policy", "PolicyEdit", "policy_edits", "proven"]

_SHOWN = 60


class PolicyEdit(NamedTuple):
    """One thing that a change does to the policy: where, and what as a clause (`adds ENF-005 to ...`).

    `weighs` says that it asks for less than before, so that a reviewer is warned of it.

    `starts_judge` says that the file decides whether and how the judge runs, so that nobody can try the edit.
    """

    place: Place
    what: str
    starts_judge: bool = False
    weighs: bool = False


@dataclass(frozen=True)
class Policy:
    """What a change does to the policy, and the findings that would not stand by its own policy."""

    edits: tuple[PolicyEdit, ...]
    excused: tuple[Finding, ...] = ()


def proven(project: Project, base: Project) -> tuple[Suppression, ...]:
    """The exceptions in a project's text that its base has as well: only these count.

    An exception is known again by its words and by the item, or else the file, that it stands in, wherever it
    moved within that; a second one in the same words is new.
    """
    had = Counter(_name(suppression, base) for suppression in suppressions_of(base))
    found = []
    for suppression in suppressions_of(project):
        name = _name(suppression, project)
        if had[name]:
            had[name] -= 1
            found.append(suppression)
    return tuple(found)


def policy_edits(  # noqa: PLR0913, PLR0917 - everything that a change can touch
    project: Project,
    base: Project,
    proposed: Project,
    baselines: tuple[Baseline | None, Baseline | None],
    change: ChangeRequest,
    included: frozenset[str] = frozenset(),
) -> tuple[PolicyEdit, ...]:
    """Everything that a change does to the policy, in the order of places.

    `project` is what the merge comes to and `base` what it begins with, both in the words of the base's
    policy. `proposed` is the first in the words of the policy that the change brings, `baselines` are the
    base's and its own, `included` the files that pipelines of the repository take in.
    """
    edits = [*_settings(base.configuration, proposed, project), *_entries(*baselines)]
    edits += _links(base.configuration, proposed.configuration, change)
    known = frozenset(proven(project, base))
    for suppression in suppressions_of(project):
        if suppression not in known:
            codes = ", ".join(suppression.codes) or "no code"
            edits.append(PolicyEdit(suppression.place, f"adds an exception for {codes}"))
    for file in change.files or ():
        if starts_judge(file.path, included):
            what = {"A": "adds", "D": "removes"}.get(file.status, "changes")
            place = Place(posixpath.relpath(file.path, change.prefix or "."), 0, 0)
            edits.append(PolicyEdit(place, f"{what} {file.path}", starts_judge=True))
    return tuple(sorted(edits, key=lambda edit: (edit.place.path, edit.place.start, edit.what)))


def _name(suppression: Suppression, project: Project) -> tuple[str, ...]:
    """What an exception is known by again: where it belongs, how far it reaches, and its words."""
    document = project.by_path[suppression.place.path]
    within = (i.id for i in document.items if i.body.start <= suppression.place.start < i.body.end)
    until = suppression.until.isoformat() if suppression.until else ""
    covered = b""
    if suppression.scope == "line":
        covered = document.source.data[suppression.extent.start : suppression.extent.end]
    return (
        next(within, document.path),
        suppression.scope,
        ",".join(sorted(suppression.codes)),
        until,
        suppression.reason,
        " ".join(covered.decode("utf-8", "replace").split()),
    )


def _settings(before: Configuration, proposed: Project, project: Project) -> Iterator[PolicyEdit]:
    after = proposed.configuration
    path = after.path or before.path
    if not path:
        return
    lines = _lines_of(project, path)
    under = ("tool", "gov") if path.endswith("pyproject.toml") else ()
    if before.path and before.path != after.path:
        gone = f"takes the settings out of {before.path}" if under else f"removes {before.path}"
        what = f"moves the settings to {after.path}" if after.path else gone
        yield PolicyEdit(Place(path, 0, 0), what, weighs=True)
    for keys, old, new in _differences((), before, after):
        if keys == ("path",):
            continue
        place = _place(project, path, lines, (*under, *keys))
        yield PolicyEdit(place, _said(keys, old, new), weighs=eases(keys, old, new))
    if hidden := out_of_sight(project, proposed):
        yield PolicyEdit(_place(project, path, lines, (*under, "project")), hidden, weighs=True)


def _links(before: Configuration, after: Configuration, change: ChangeRequest) -> Iterator[PolicyEdit]:
    """Settings and baselines that become links: what they say then stands in a file that nobody looks at."""
    settings = (before, after)
    paths = {path for one in settings for path in (one.path, one.check.baseline) if path}
    for file in change.files or ():
        path = file.path.removeprefix(change.prefix)
        if path in paths and file.status != "D" and not file.is_plain:
            yield PolicyEdit(Place(path, 0, 0), f"makes {path} a link to another file", weighs=True)


def _differences(
    keys: tuple[str, ...], old: object, new: object
) -> Iterator[tuple[tuple[str, ...], object, object]]:
    """Each setting that differs, with its keys as a file names them."""
    if old == new:
        return
    if is_dataclass(old) and is_dataclass(new) and type(old) is type(new):
        for field in fields(old):
            if field.name != "line":
                key = field.name.replace("_", "-")
                yield from _differences((*keys, key), getattr(old, field.name), getattr(new, field.name))
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from _differences((*keys, str(key)), old.get(key), new.get(key))
    else:
        yield keys, old, new


def _said(keys: tuple[str, ...], old: object, new: object) -> str:
    *table, key = keys
    name = f"[{'.'.join(table)}] {key}" if table else key
    if isinstance(old, tuple) and isinstance(new, tuple):
        added, removed = [v for v in new if v not in old], [v for v in old if v not in new]
        parts = [
            f"{verb} {', '.join(map(_shown, values))} {word} {name}"
            for verb, values, word in (("adds", added, "to"), ("takes", removed, "from"))
            if values
        ]
        return " and ".join(parts) or f"reorders {name}"
    if old is None:
        return f"sets {name} to {_shown(new)}"
    if new is None:
        return f"takes {name} away"
    return f"changes {name} from {_shown(old)} to {_shown(new)}"


def _shown(value: object) -> str:
    names = (getattr(value, key, None) for key in ("code", "name", "metric"))
    name = next((name for name in names if isinstance(name, str)), None)
    text = name if name is not None else value if isinstance(value, str) and value else repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _entries(before: Baseline | None, after: Baseline | None) -> Iterator[PolicyEdit]:
    """What a change adds to the baseline; what it takes out of it eases nothing."""
    if after is None:
        return
    had = {entry.fingerprint for entry in before.entries} if before else set()
    for entry in after.entries:
        if entry.fingerprint not in had:
            place = Place(after.path, entry.start, entry.end)
            yield PolicyEdit(place, f"sets {entry.code} of {entry.item or entry.path} aside in the baseline")


def _lines_of(project: Project, path: str) -> TomlLines | None:
    try:
        return TomlLines(project.tree.read(path).decode("utf-8", "replace"))
    except OSError:
        return None


def _place(project: Project, path: str, lines: TomlLines | None, keys: tuple[str, ...]) -> Place:
    number = lines.line(keys) if lines else 0
    if not number:
        return Place(path, 0, 0)
    data = project.tree.read(path)
    start = 0
    for _ in range(number - 1):
        start = data.index(b"\n", start) + 1
    end = data.find(b"\n", start)
    return Place(path, start, end if end >= 0 else len(data))
