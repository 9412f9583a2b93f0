"""Which edits of the settings ask for less than before: those that a reviewer is warned of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook.finding import SEVERITIES

if TYPE_CHECKING:
    from gov.project import Project

__all__ = ["eases", "out_of_sight"]

# Lists that ask for more the longer they are, and such that ask for less. The name of a kind stands as `*`.
_ASKING = frozenset(
    (
        "project.kinds", "project.documents", "change.kinds", "change.architecture", "check.extend-select",
        "check.select", "evidence.junit", "evidence.coverage", "evidence.sarif", "evidence.markers", "rules",
        "kinds.*.required-fields", "kinds.*.required-sections", "kinds.*.upstream",
    )
)  # fmt: skip
_SPARING = frozenset(
    (
        "project.exclude", "check.ignore", "change.exempt-paths", "change.bots", "change.overridable",
        "change.generated",
    )
)  # fmt: skip
# An empty one of these leaves nothing out.
_ALL_WHERE_EMPTY = frozenset(("project.documents", "check.select"))
_LOW = frozenset(("change.override-days", "change.most-lines"))
_HIGH = frozenset(("change.approvals", "evidence.minimum-coverage"))
_NAMED = 3


def eases(keys: tuple[str, ...], old: object, new: object) -> bool:
    """Whether a setting that differs asks for less than it did."""
    name = ".".join((keys[0], "*", *keys[2:]) if keys[0] == "kinds" and len(keys) > 1 else keys)
    if keys[:2] == ("check", "per-file-ignores"):
        return bool(set(_listed(new)) - set(_listed(old)))
    if keys[:2] == ("check", "severity"):
        return new != "error"
    if name in _ALL_WHERE_EMPTY and (not old or not new):
        return bool(new)
    if name in _ASKING:
        return any(value not in _listed(new) for value in _listed(old))
    if name in _SPARING:
        return any(value not in _listed(old) for value in _listed(new))
    if name == "check.fail-on" and isinstance(old, str) and isinstance(new, str):
        return [*SEVERITIES].index(new) < [*SEVERITIES].index(old)  # type: ignore[arg-type] # read as severities
    if isinstance(old, int) and isinstance(new, int) and name in _LOW | _HIGH:
        return new > old if name in _LOW else new < old
    if name in {"check.baseline", "change.read-branch"}:
        return bool(new)
    if name == "evidence.openapi":
        return bool(old)
    return len(keys) == 2 and keys[0] == "kinds" and new is None  # noqa: PLR2004 - the table and one kind


def out_of_sight(project: Project, proposed: Project) -> str:
    """What a change's own settings would read no more, as a clause; empty where they read as much.

    `project` is what the merge comes to in the words of the base, `proposed` the same in its own.
    """
    gone = [item for item in project.items if item.id not in proposed.by_id]
    if not gone:
        return ""
    paths = sorted({item.path for item in gone})
    named = ", ".join(paths[:_NAMED])
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    items = "1 item" if len(gone) == 1 else f"{len(gone):,} items"
    return f"takes {items} out of sight, in {named}{more}"


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
