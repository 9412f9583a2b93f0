"""The text of a new item: what its kind asks for, in the project's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.config import CRITERION_TO_WRITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.cli._allocation import Spot
    from gov.config import Configuration, Kind

__all__ = ["Draft", "written"]

_FIRST_STATUS = {"task": "Not Started", "plan": "Proposed", "spec": "Draft", "decision": "Proposed"}
_TEXT = {
    "principle": "State the rule with MUST or SHOULD.\n\n**Rationale**: Say why it is kept.\n",
    "plan": "Say what is built and how.\n",
    "task": "",
    "spec": "{sub} Requirements\n\n- State what a user MUST be able to do.\n",
    "decision": (
        "{sub} Context\n\nSay what made a decision necessary.\n\n"
        "{sub} Decision\n\nSay what is decided.\n\n"
        "{sub} Consequences\n\nSay what becomes easier and harder.\n"
    ),
}
_OWN_TEXT = "Say what it is.\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a new item before its author fills in the rest; `date` is today's."""

    kind: str
    identifier: str
    title: str
    references: str
    date: str


def written(draft: Draft, spot: Spot, configuration: Configuration) -> str:
    """The Markdown of a new item at its place."""
    kind = configuration.kinds[draft.kind]
    heading = f"{'#' * spot.level} {draft.identifier}{spot.separator}{draft.title}"
    fields = "".join(
        f"**{label}**: {value}".rstrip() + "\n" for label, value in _fields(draft, kind, configuration)
    )
    sub = "#" * min(spot.level + 1, 6)
    body = _TEXT.get(draft.kind, _OWN_TEXT).format(sub=sub)
    if draft.kind == "task":
        criteria = configuration.fields["criteria"][0]
        body = f"**{criteria}**:\n- [ ] {CRITERION_TO_WRITE}\n"
    if draft.kind not in _TEXT:
        names = [section.names[0] for section in kind.required_sections]
        body += "".join(f"\n{sub} {name}\n\nSay it here.\n" for name in names)
    return "\n\n".join(part.rstrip("\n") for part in (heading, fields, body) if part) + "\n"


def _fields(draft: Draft, kind: Kind, configuration: Configuration) -> Iterator[tuple[str, str]]:
    """Label and value of each field that the kind asks for."""
    if draft.kind == "principle":
        return
    status = _FIRST_STATUS.get(draft.kind, "")
    if kind.statuses:
        yield (
            _label("status", configuration),
            status if status in kind.statuses else next(iter(kind.statuses)),
        )
    if draft.kind == "decision":
        yield _label("date", configuration), draft.date
    if draft.references or draft.kind in _TEXT or kind.upstream or "references" in kind.required_fields:
        yield _label("references", configuration), draft.references or "None"
    values = {"assignee": "Vacant", "effort": "M"} if draft.kind == "task" else {}
    wanted = dict.fromkeys((*values, *kind.required_fields))
    for name in wanted:
        if name not in {"status", "references", "date"}:
            yield _label(name, configuration), values.get(name, "")


def _label(name: str, configuration: Configuration) -> str:
    """What the project calls a field: its own word, where it has given one."""
    names = configuration.fields.get(name)
    return names[0] if names else name.capitalize()
