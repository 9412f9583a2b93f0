"""Names in a configuration that nothing bears, or two things: such a typing error switches a check off.

Looked for in what was written, whole or not, so that they are told together with every other mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gov.config.defaults import DEFAULT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Problem", "problems_of_names", "statuses_of", "table_of", "texts_of"]

_OWN_PREFIX = "ENF-"
_STATUS_KEYS = (
    ("select", "kind", "status"), ("require", "kinds", "target-status"), ("forbid", "kinds", "target-status")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, at a path of keys and indexes."""

    path: tuple[str | int, ...]
    message: str
    help: str = ""


def problems_of_names(data: object) -> tuple[Problem, ...]:
    """Every kind that is named and nowhere defined, and every name that is taken twice."""
    kinds = table_of(data, "kinds")
    known = sorted({*DEFAULT_KINDS, *kinds})
    rules = data.get("rules") if isinstance(data, dict) else None
    rules = rules if isinstance(rules, list) else []
    return (
        *_unknown_kinds(data, kinds, rules, known),
        *_kinds_without_prefix(kinds),
        *_shared_prefixes(kinds),
        *_unknown_statuses(kinds, rules),
        *_codes(rules),
    )


def _unknown_kinds(
    data: object, kinds: dict[str, object], rules: list[object], known: list[str]
) -> Iterator[Problem]:
    project = table_of(data, "project")
    named: list[tuple[tuple[str | int, ...], str]]
    named = [(("project", "kinds"), kind) for kind in texts_of(project.get("kinds"))]
    named.extend((("change", "kinds"), kind) for kind in texts_of(table_of(data, "change").get("kinds")))
    named.extend(
        (("kinds", name, key), kind)
        for name, settings in kinds.items()
        for key in ("references", "upstream", "implemented-by")
        for kind in texts_of(settings.get(key) if isinstance(settings, dict) else None)
    )
    named.extend(
        (("rules", index, word, key), kind)
        for index, rule in enumerate(rules)
        for word, key in (("select", "kind"), ("require", "kinds"), ("forbid", "kinds"))
        for kind in texts_of(table_of(rule, word).get(key))
    )
    for path, kind in named:
        if kind not in known:
            close = get_close_matches(kind, known, n=1)
            help_text = f"Did you mean {close[0]!r}?" if close else f"Known kinds: {', '.join(known)}."
            yield Problem(path, f"no kind is called {kind!r}", help_text)


def _unknown_statuses(kinds: dict[str, object], rules: list[object]) -> Iterator[Problem]:
    """Statuses in a rule that none of its kinds has: it would select nothing, and say nothing."""
    for index, rule in enumerate(rules):
        for word, kind_key, key in _STATUS_KEYS:
            table = table_of(rule, word)
            named = tuple(texts_of(table.get(kind_key)))
            known = [statuses_of(kind, kinds) for kind in named or (*DEFAULT_KINDS, *kinds)]
            if named and not all(known):
                continue
            words = {status.casefold(): status for statuses in known for status in statuses}
            for status in texts_of(table.get(key)):
                if status.casefold() not in words:
                    close = get_close_matches(status.casefold(), words, n=1)
                    listed = ", ".join(dict.fromkeys(words.values()))
                    help_text = f"Did you mean {words[close[0]]!r}?" if close else f"Known here: {listed}."
                    yield Problem(("rules", index, word, key), f"no status is called {status!r}", help_text)


def statuses_of(kind: str, kinds: dict[str, object]) -> tuple[str, ...]:
    """The statuses that a kind has, in the words of a configuration as it was written."""
    own = table_of(kinds, kind).get("statuses")
    if isinstance(own, dict):
        return tuple(own)
    return tuple(DEFAULT_KINDS[kind].statuses) if kind in DEFAULT_KINDS else ()


def _kinds_without_prefix(kinds: dict[str, object]) -> Iterator[Problem]:
    for name, settings in kinds.items():
        if name not in DEFAULT_KINDS and isinstance(settings, dict) and "prefix" not in settings:
            yield Problem(
                ("kinds", name), f"the kind {name!r} has no prefix", 'Add one, for example prefix = "REQ-".'
            )


def _shared_prefixes(kinds: dict[str, object]) -> Iterator[Problem]:
    owners = {
        kind.prefix: name for name, kind in DEFAULT_KINDS.items() if "prefix" not in table_of(kinds, name)
    }
    for name, settings in kinds.items():
        prefix = settings.get("prefix") if isinstance(settings, dict) else None
        if not isinstance(prefix, str):
            continue
        owner = owners.setdefault(prefix, name)
        if owner != name:
            yield Problem(
                ("kinds", name, "prefix"),
                f"the kinds {owner!r} and {name!r} share the prefix {prefix!r}",
                "Give each kind a prefix of its own.",
            )


def _codes(rules: list[object]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, rule in enumerate(rules):
        if not isinstance(rule, dict):
            continue
        code = rule.get("code")
        name = code if isinstance(code, str) else f"number {index + 1}"
        given = [key for key in ("require", "forbid") if key in rule]
        if not given:
            message = f"rule {name} neither requires nor forbids anything"
            yield Problem(("rules", index), message, "Add require or forbid.")
        for key in given:
            if not _asks(rule[key], key):
                message = f"rule {name} {key}s nothing"
                help_text = f"Say in {key} what: kinds, fields or target-status, for example."
                yield Problem(("rules", index, key), message, help_text)
        if not isinstance(code, str):
            continue
        if code.startswith(_OWN_PREFIX):
            message = f"the code {code!r} is one of this tool's own, which begin with {_OWN_PREFIX}"
            yield Problem(("rules", index, "code"), message, "Choose another, for example TEAM-001.")
        if code in seen:
            message = f"two rules have the code {code!r}"
            yield Problem(("rules", index, "code"), message, "Give each rule a code of its own.")
        seen.add(code)


def _asks(table: object, key: str) -> bool:
    """Whether a table asks for anything; what is no table is told elsewhere.

    A direction or a minimum alone requires references to anything, and forbids nothing.
    """
    if not isinstance(table, dict):
        return True
    return any(value for name, value in table.items() if key == "require" or name != "direction")


def table_of(data: object, key: str) -> dict[str, object]:
    """The table below a key, an empty one where there is none."""
    table = data.get(key) if isinstance(data, dict) else None
    return table if isinstance(table, dict) else {}


def texts_of(value: object) -> tuple[str, ...]:
    """The texts that a value is or holds."""
    if isinstance(value, str):
        return (value,)
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()
