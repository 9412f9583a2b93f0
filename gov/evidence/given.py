"""Evidence that is named for one run, `junit=reports/junit.xml`, beside what the configuration names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gov.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.config import EvidenceSettings

__all__ = ["with_given"]

_WAY_OUT = (
    "Write KIND=PATTERN, where KIND is junit, coverage, openapi, sarif or markers; "
    "or minimum-coverage=PERCENT."
)
_PERCENT = re.compile(r"[0-9]{1,2}|100")


def with_given(settings: EvidenceSettings, given: Iterable[str]) -> EvidenceSettings:
    """The settings with some `KIND=PATTERN` added, which may demand more and never less.

    Raises `UsageError` for what is written otherwise.
    """
    for text in given:
        kind, equals, pattern = text.partition("=")
        if not (equals and pattern):
            message = f"{text!r} is no evidence: it lacks {'a pattern' if equals else 'an equals sign'}"
            raise UsageError(message, help=_WAY_OUT)
        match kind:
            case "junit":
                settings = replace(settings, junit=(*settings.junit, pattern))
            case "coverage":
                settings = replace(settings, coverage=(*settings.coverage, pattern))
            case "sarif":
                settings = replace(settings, sarif=(*settings.sarif, pattern))
            case "markers":
                settings = replace(settings, markers=(*settings.markers, pattern))
            case "openapi":
                settings = replace(settings, openapi=pattern)
            case "minimum-coverage":
                if not _PERCENT.fullmatch(pattern):
                    message = f"minimum-coverage is {pattern!r}, no whole number from 0 to 100"
                    raise UsageError(message, help=_WAY_OUT)
                settings = replace(settings, minimum_coverage=max(settings.minimum_coverage, int(pattern)))
            case _:
                message = f"no evidence is called {kind!r}"
                raise UsageError(message, help=_WAY_OUT)
    return settings
