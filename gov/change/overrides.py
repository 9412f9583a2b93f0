"""A maintainer's word that a change goes in although a rule refuses it: in sight, for days, with a follow-up.

Written into the description, beside a label that only maintainers may set:

    Override: ENF-004
    Reason: the sign-in is down, the task is written tomorrow
    Until: 2026-11-30
    Follow-up: TASK-050
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gov.items import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.change.description import Description
    from gov.change.model import ChangeRequest
    from gov.config import ChangeSettings
    from gov.items import Token
    from gov.project import Project

__all__ = ["Override", "flaws_of", "follow_up_of", "is_override", "overrides_in"]

_KEY = re.compile(
    r"\s{0,8}(Override|Reason|Until|Expires|Follow-?[ ]?up)[ \t]{0,8}:[ \t]{0,8}(.{0,500})", re.IGNORECASE
)
_CODE = re.compile(r"[A-Z]{2,10}-[0-9]{3}(?:\.[a-z][a-z0-9-]{0,60})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Override(NamedTuple):
    """One override as written: codes and families, and what it says of itself, empty where it does not.

    `until` is as written; `line` counts from 1 in the description.
    """

    codes: tuple[str, ...]
    reason: str
    until: str
    follow_up: str
    line: int

    @property
    def last_day(self) -> date | None:
        """Its last day; None where it names none."""
        found = _DAY.fullmatch(self.until.strip())
        try:
            return date.fromisoformat(found.group()) if found else None
        except ValueError:
            return None


def overrides_in(description: Description) -> tuple[Override, ...]:
    """Every override of a description; what stands in comments, quotes and code asks for nothing."""
    found: list[Override] = []
    for line in description.spoken:
        match = _KEY.match(line.text)
        if match is None:
            continue
        key, value = match.group(1).casefold(), match.group(2).strip()
        if key == "override":
            if not is_override(line.text):
                continue
            codes = tuple(dict.fromkeys(_CODE.findall(value)))
            found.append(Override(codes, "", "", "", description.line_of(line.start)))
        elif found:
            found[-1] = _filled(found[-1], key, value)
    return tuple(found)


def is_override(text: str) -> bool:
    """Whether a line asks for an override: one left empty does, and `Override: none` does not."""
    match = _KEY.match(text)
    if match is None or match.group(1).casefold() != "override":
        return False
    value = match.group(2).strip()
    first = value.partition(" ")[0]
    return not value or not says_nothing(first) or _CODE.search(value) is not None


def _filled(override: Override, key: str, value: str) -> Override:
    """An override with one more of its lines; what is said twice holds as it was said first."""
    if key == "reason":
        return override._replace(reason=override.reason or ("" if says_nothing(value) else value))
    if key in {"until", "expires"}:
        return override._replace(until=override.until or value)
    return override._replace(follow_up=override.follow_up or value)


def flaws_of(
    override: Override, request: ChangeRequest, settings: ChangeSettings, project: Project, today: date
) -> Iterator[str]:
    """Why an override does not hold, each reason a clause; none where it holds."""
    if not override.codes:
        yield "it names no code"
    beyond = [code for code in override.codes if not _is_among(code, settings.overridable)]
    if beyond:
        allowed = ", ".join(settings.overridable) or "nothing"
        yield f"{', '.join(beyond)} cannot be overridden here, only {allowed}"
    if request.labels is None:
        yield "the labels are unknown"
    elif settings.override_label not in request.labels:
        yield f"the label {settings.override_label!r} is not set"
    if not override.reason:
        yield "it gives no reason"
    yield from _flaws_of_day(override, settings, today)
    tokens = _follow_ups(override, settings, project)
    if not tokens:
        yield "it names no follow-up task"
    elif follow_up_of(override, settings, project) is None:
        yield f"{tokens[0].id} is no open task to follow up"


def follow_up_of(override: Override, settings: ChangeSettings, project: Project) -> str | None:
    """The first open task that is named to follow it up; None where none is."""
    for token in _follow_ups(override, settings, project):
        if any(item.phase not in {"done", "retired"} for item in project.by_id.get(token.id, ())):
            return token.id
    return None


def _follow_ups(override: Override, settings: ChangeSettings, project: Project) -> list[Token]:
    tokens = project.reader.vocabulary.tokens(override.follow_up)
    return [token for token in tokens if token.kind in settings.kinds]


def _flaws_of_day(override: Override, settings: ChangeSettings, today: date) -> Iterator[str]:
    day = override.last_day
    if not override.until:
        yield "it names no end"
    elif day is None:
        yield f"{override.until[:40]!r} is no day (YYYY-MM-DD)"
    elif day < today:
        yield f"it ended on {day}"
    elif day > today + timedelta(days=settings.override_days):
        yield f"it ends on {day}, more than {settings.override_days} days away"


def _is_among(code: str, allowed: Iterable[str]) -> bool:
    return any(code == entry or code.startswith(entry + ".") for entry in allowed)
