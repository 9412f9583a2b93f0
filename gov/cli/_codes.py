"""Codes in a configuration that no diagnostic bears: a typing error there would switch a check off."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING

from gov.errors import ConfigurationError, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.cli._loading import Loaded
    from gov.config import Configuration
    from gov.rulebook import Rulebook

__all__ = ["known_codes", "refuse_unknown_codes"]


def known_codes(rulebook: Rulebook) -> list[str]:
    """The codes of all rules and families, sorted."""
    return sorted([rule.code for rule in rulebook.rules] + [family.code for family in rulebook.families])


def refuse_unknown_codes(loaded: Loaded, rulebook: Rulebook) -> None:
    """Raise `ConfigurationError` with every code that the configuration names and nothing bears."""
    configuration = loaded.project.configuration
    named = list(_named(configuration))
    if not named:
        return
    own = [rule.code for rule in configuration.rules]
    known = {*known_codes(rulebook), *own, *(code.partition(".")[0] for code in own)}
    unknown = [(table, key, code) for table, key, code in named if code not in known]
    if not unknown:
        return
    from gov.config.toml_lines import TomlLines  # noqa: PLC0415 - only for a mistake

    lines = TomlLines(loaded.project.tree.read(configuration.path).decode("utf-8", "replace"))
    under = () if configuration.path.endswith("gov.toml") else ("tool", "gov")
    raise ConfigurationError(
        tuple(
            Mistake(
                configuration.path,
                lines.line((*under, table, key)),
                f"{table}.{key}: no diagnostic is called {code!r}",
                _help(code, known),
            )
            for table, key, code in unknown
        )
    )


def _named(configuration: Configuration) -> Iterator[tuple[str, str, str]]:
    yield from (("change", "overridable", code) for code in configuration.change.overridable)
    settings = configuration.check
    for key, codes in (
        ("select", settings.select),
        ("extend-select", settings.extend_select),
        ("ignore", settings.ignore),
        ("per-file-ignores", chain.from_iterable(settings.per_file_ignores.values())),
        ("severity", settings.severity),
    ):
        for code in codes:
            yield "check", key, code


def _help(code: str, known: set[str]) -> str:
    near = get_close_matches(code, sorted(known), n=1)
    return f"Did you mean {near[0]}?" if near else "'gov rules' lists them all."
