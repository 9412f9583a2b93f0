"""The shape of `[[metrics]]` and `[[alerts]]` in a configuration file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, get_args

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from gov.config.defaults import Phase
from gov.config.measuring import METRIC_NAME, WHEN, Filter, Threshold, UserMetric
from gov.config.model import SeverityName  # noqa: TC001 - pydantic reads the annotation
from gov.config.tables import TABLE

__all__ = ["AlertTable", "FilterTable", "MetricTable"]

_NAME = re.compile(METRIC_NAME)


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        message = f"{value!r} is no name: write small letters, digits, - and _, as in open-without-owner"
        raise ValueError(message)
    return value


def _when(value: str) -> str:
    if Threshold.read(value) is None:
        message = f'{value!r} is no condition: write <, <=, >, >=, == or != and a number, for example "< 80"'
        raise ValueError(message)
    return value.strip()


def _text(value: str) -> str:
    if not value.strip():
        message = "an empty text says nothing"
        raise ValueError(message)
    return value


def _listed(value: object) -> object:
    """A text alone is a list of one."""
    return (value,) if isinstance(value, str) else value


def _one_or_more(**item: object) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"type": "array", "items": item, "minItems": 1}, item]})


Name = Annotated[
    str, AfterValidator(_name), WithJsonSchema({"type": "string", "pattern": f"^{METRIC_NAME}$"})
]
When = Annotated[str, AfterValidator(_when), WithJsonSchema({"type": "string", "pattern": f"^{WHEN}$"})]
Text = Annotated[str, AfterValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), _one_or_more(type="string", minLength=1)]
Phases = Annotated[
    tuple[Phase, ...], BeforeValidator(_listed), _one_or_more(type="string", enum=list(get_args(Phase)))
]


@dataclass(frozen=True)
class FilterTable:
    """`where` and `out-of` of a team's own metric."""

    __pydantic_config__ = TABLE
    status: Texts = ()
    phase: Phases = ()
    assignee: Texts = ()
    principle: Texts = ()
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def filter(self) -> Filter:
        """It as the engine knows it."""
        return Filter(**vars(self))


@dataclass(frozen=True)
class MetricTable:
    """One `[[metrics]]`."""

    __pydantic_config__ = TABLE
    name: Name
    title: Text
    of: Annotated[Texts, Field(min_length=1)]
    where: FilterTable
    out_of: FilterTable = field(default_factory=FilterTable)
    help: str = ""

    @property
    def metric(self) -> UserMetric:
        """It as the engine knows it."""
        return UserMetric(self.name, self.title, self.of, self.where.filter, self.out_of.filter, self.help)


@dataclass(frozen=True)
class AlertTable:
    """One `[[alerts]]`."""

    __pydantic_config__ = TABLE
    metric: Text
    when: When
    severity: SeverityName = "error"
    message: str = ""
