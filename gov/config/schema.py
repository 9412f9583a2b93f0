"""The shape of a configuration file, and its published JSON Schema.

Imported only when a file has to be read or the schema written: pydantic costs a tenth of a second.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError, WithJsonSchema

from gov.config.defaults import GENERATED, Kind, Phase, SectionName
from gov.config.measuring import Alert, UserMetric
from gov.config.measuring_tables import AlertTable, FilterTable, MetricTable
from gov.config.metric_names import problems_of_metrics
from gov.config.model import (
    ChangeSettings,
    CheckSettings,
    EvidenceSettings,
    Forbid,
    FreshnessSettings,
    ProjectSettings,
    Require,
    Select,
    SeverityName,
    UserRule,
)
from gov.config.names import Problem, problems_of_names
from gov.config.patterns import flaw_of
from gov.config.plain import CODE, is_code
from gov.config.tables import TABLE, kebab

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import ErrorDetails

__all__ = ["Document", "Problem", "json_schema", "read_document"]


def _pattern(value: str) -> str:
    if not value.strip():
        message = "an empty pattern matches nothing"
        raise ValueError(message)
    if value.startswith(("/", "../")) or "/../" in value:
        message = f"{value!r} leads out: a pattern is relative to this file and stays below it"
        raise ValueError(message)
    flaw = flaw_of(value)
    if flaw:
        message = f"{value!r} {flaw}"
        raise ValueError(message)
    return value


def _code(value: str) -> str:
    if not is_code(value):
        message = f"{value!r} is no code; a code is a family (ENF-005) or a diagnostic (ENF-005.dangling)"
        raise ValueError(message)
    return value


def _prefix(value: str) -> str:
    if not value or not value[0].isalpha() or any(c.isspace() or c.isdigit() for c in value):
        message = "a prefix starts with a letter and holds no space and no digit (for example REQ-)"
        raise ValueError(message)
    return value


def _file(value: str) -> str:
    if not value.strip() or value.startswith(("/", "../")) or "/../" in value or "\\" in value:
        message = f"{value!r} is no file below this one: write its path with /, relative to this file"
        raise ValueError(message)
    return value


File = Annotated[str, AfterValidator(_file), WithJsonSchema({"type": "string", "minLength": 1})]
Pattern = Annotated[str, AfterValidator(_pattern), WithJsonSchema({"type": "string", "minLength": 1})]
Code = Annotated[str, AfterValidator(_code), WithJsonSchema({"type": "string", "pattern": f"^{CODE}$"})]
Prefix = Annotated[
    str, AfterValidator(_prefix), WithJsonSchema({"type": "string", "pattern": r"^[^\s0-9-][^\s0-9]*$"})
]


@dataclass(frozen=True)
class ProjectTable:
    """`[project]`."""

    __pydantic_config__ = TABLE
    name: str = ""
    kinds: tuple[str, ...] = ()
    documents: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class CheckTable:
    """`[check]`."""

    __pydantic_config__ = TABLE
    select: tuple[Code, ...] = ()
    extend_select: tuple[Code, ...] = ()
    ignore: tuple[Code, ...] = ()
    per_file_ignores: dict[Pattern, tuple[Code, ...]] = field(default_factory=dict)
    severity: dict[Code, SeverityName] = field(default_factory=dict)
    fail_on: SeverityName = "error"
    baseline: File = ""


@dataclass(frozen=True)
class EvidenceTable:
    """`[evidence]`."""

    __pydantic_config__ = TABLE
    junit: tuple[Pattern, ...] = ()
    coverage: tuple[Pattern, ...] = ()
    minimum_coverage: Annotated[int, Field(strict=True, ge=0, le=100)] = 0
    openapi: File = ""
    sarif: tuple[Pattern, ...] = ()
    markers: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class FreshnessTable:
    """`[freshness]`."""

    __pydantic_config__ = TABLE
    stalled_after: Annotated[int, Field(strict=True, ge=1, le=3650)] = 30
    proposed_for: Annotated[int, Field(strict=True, ge=1, le=3650)] = 90


@dataclass(frozen=True)
class ChangeTable:
    """`[change]`."""

    __pydantic_config__ = TABLE
    kinds: Annotated[tuple[str, ...], Field(min_length=1)] = ("task",)
    exempt_paths: tuple[Pattern, ...] = ()
    bots: tuple[str, ...] = ()
    override_label: Annotated[str, Field(min_length=1)] = "governance-override"
    overridable: tuple[Code, ...] = ("ENF-004",)
    override_days: Annotated[int, Field(strict=True, ge=1, le=7)] = 7
    read_branch: Annotated[bool, Field(strict=True)] = False
    most_lines: Annotated[int, Field(strict=True, ge=1)] = 300
    generated: tuple[Pattern, ...] = GENERATED
    architecture: tuple[Pattern, ...] = ()
    approvals: Annotated[int, Field(strict=True, ge=0, le=20)] = 1
    template: File = ""
    log: File = ""


@dataclass(frozen=True)
class KindTable:
    """`[kinds.NAME]`: what is not given stays as it is by default."""

    __pydantic_config__ = TABLE
    prefix: Prefix | None = None
    width: Annotated[int, Field(strict=True, ge=1, le=9)] | None = None
    noun: str | None = None
    levels: Annotated[int, Field(strict=True, ge=1, le=4)] | None = None
    statuses: dict[str, Phase] | None = None
    required_fields: tuple[str, ...] | None = None
    required_sections: tuple[str | tuple[str, ...], ...] | None = None
    references: tuple[str, ...] | None = None
    upstream: tuple[str, ...] | None = None
    implemented_by: tuple[str, ...] | None = None

    def over(self, base: Kind) -> Kind:
        """The kind with these settings in place of its own."""
        given = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "required_sections"}
        kind = replace(base, **{name: value for name, value in given.items() if value is not None})
        if self.required_sections is None:
            return kind
        sections = tuple(SectionName((s,) if isinstance(s, str) else s) for s in self.required_sections)
        return replace(kind, required_sections=sections)


@dataclass(frozen=True)
class SelectTable:
    """`select` of a team's own rule."""

    __pydantic_config__ = TABLE
    kind: tuple[str, ...] | str = ()
    status: tuple[str, ...] | str = ()
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RequireTable(Require):
    """`require` of a team's own rule."""

    __pydantic_config__ = TABLE
    minimum: Annotated[int, Field(strict=True, ge=1)] = 1


@dataclass(frozen=True)
class ForbidTable(Forbid):
    """`forbid` of a team's own rule."""

    __pydantic_config__ = TABLE


@dataclass(frozen=True)
class RuleTable:
    """One `[[rules]]`."""

    __pydantic_config__ = TABLE
    code: Code
    message: Annotated[str, Field(min_length=1)]
    select: SelectTable = field(default_factory=SelectTable)
    require: RequireTable | None = None
    forbid: ForbidTable | None = None
    severity: SeverityName = "error"
    help: str = ""


@dataclass(frozen=True)
class DocumentTable:
    """A whole configuration file."""

    __pydantic_config__ = TABLE
    project: ProjectTable = field(default_factory=ProjectTable)
    check: CheckTable = field(default_factory=CheckTable)
    kinds: dict[str, KindTable] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[RuleTable, ...] = ()
    evidence: EvidenceTable = field(default_factory=EvidenceTable)
    freshness: FreshnessTable = field(default_factory=FreshnessTable)
    reciprocal: dict[str, str] = field(default_factory=dict)
    change: ChangeTable = field(default_factory=ChangeTable)
    metrics: tuple[MetricTable, ...] = ()
    alerts: tuple[AlertTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A configuration file in the engine's own values."""

    project: ProjectSettings
    check: CheckSettings
    kinds: dict[str, KindTable]
    fields: dict[str, tuple[str, ...]]
    rules: tuple[UserRule, ...]
    evidence: EvidenceSettings
    freshness: FreshnessSettings
    reciprocal: dict[str, str]
    change: ChangeSettings
    metrics: tuple[UserMetric, ...]
    alerts: tuple[Alert, ...]


_ADAPTER = TypeAdapter(DocumentTable)


def read_document(data: object) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read parsed TOML; either a document and no problem, or every problem."""
    problems = (*problems_of_names(data), *problems_of_metrics(data))
    try:
        table = _ADAPTER.validate_python(data)
    except ValidationError as error:
        found = [_problem(details) for details in error.errors(include_url=False)]
        return None, tuple(dict.fromkeys((*found, *problems)))
    return (None, problems) if problems else (_document(table), ())


def json_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of a configuration file, each setting with what it is for."""
    from gov.config.explanations import EXPLANATIONS  # noqa: PLC0415 - only the published schema holds them

    schema = _plainer(_ADAPTER.json_schema())
    tables = schema.pop("$defs")
    for name, table in (("DocumentTable", schema), *tables.items()):
        for setting, described in table["properties"].items():
            described["description"] = EXPLANATIONS[name][setting]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:govtrace:schema:config:1",
        "title": "gov.toml",
    }
    return {**head, **schema, "description": "The settings of a governed project.", "$defs": tables}


def _plainer(schema: JsonSchemaValue) -> JsonSchemaValue:
    """The schema without null, which TOML has not, and without names that repeat the key."""
    plainer = {}
    for key, value in schema.items():
        if (key == "title" and isinstance(value, str)) or (key == "default" and value is None):
            continue
        if key == "anyOf":
            options = [_plainer(option) for option in value if option != {"type": "null"}]
            if len(options) == 1:
                plainer.update(options[0])
                continue
            plainer[key] = options
        else:
            plainer[key] = _plainer(value) if isinstance(value, dict) else value
    return plainer


def _document(table: DocumentTable) -> Document:
    project, check = table.project, table.check
    return Document(
        ProjectSettings(project.name, project.kinds, project.documents, project.exclude),
        CheckSettings(
            check.select,
            check.extend_select,
            check.ignore,
            check.per_file_ignores,
            check.severity,
            check.fail_on,
            check.baseline,
        ),
        table.kinds,
        table.fields,
        tuple(_user_rule(rule) for rule in table.rules),
        EvidenceSettings(**vars(table.evidence)),
        FreshnessSettings(**vars(table.freshness)),
        table.reciprocal,
        ChangeSettings(**vars(table.change)),
        tuple(metric.metric for metric in table.metrics),
        tuple(Alert(one.metric, one.when, one.severity, one.message) for one in table.alerts),
    )


def _user_rule(rule: RuleTable) -> UserRule:
    select = Select(_tuple(rule.select.kind), _tuple(rule.select.status), rule.select.fields)
    return UserRule(rule.code, rule.message, select, rule.require, rule.forbid, rule.severity, rule.help)


def _tuple(value: tuple[str, ...] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _problem(details: ErrorDetails) -> Problem:
    path = tuple(p for p in details["loc"] if isinstance(p, int) or not p.startswith(("function-", "tuple[")))
    path = tuple(p for p in path if p not in {"[key]", "str"})
    shown = ".".join(str(part) for part in path)
    kind, given = details["type"], details["input"]
    if kind == "unexpected_keyword_argument":
        known = _known_keys(path[:-1])
        close = get_close_matches(str(path[-1]), known, n=1)
        help_text = f"Did you mean {close[0]!r}?" if close else f"Known here: {', '.join(known)}."
        return Problem(path, f"unknown key {shown!r}", help_text)
    if kind in {"missing_argument", "missing"}:
        return Problem(path, f"{shown!r} is missing", "Add it.")
    if kind == "literal_error":
        expected = str(details.get("ctx", {}).get("expected", ""))
        return Problem(path, f"{shown}: {_short(given)} is not one of {expected.replace(' or ', ', ')}")
    if kind in _WANTED:
        return Problem(path, f"{shown + ': ' if shown else ''}{_short(given)} is not {_WANTED[kind]}")
    error = details.get("ctx", {}).get("error")
    text = str(error) if isinstance(error, ValueError) else details["msg"][:1].lower() + details["msg"][1:]
    return Problem(path, f"{shown}: {text}")


def _short(given: object) -> str:
    text = repr(given)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


_SHOWN = 40
_WANTED = {
    "string_type": "a text", "tuple_type": "a list", "dict_type": "a table", "dataclass_type": "a table",
    "int_type": "a whole number", "int_parsing": "a whole number", "int_from_float": "a whole number",
    "bool_type": "true or false",
}  # fmt: skip

_TABLES: dict[str, type] = {
    "project": ProjectTable, "check": CheckTable, "evidence": EvidenceTable, "freshness": FreshnessTable,
    "change": ChangeTable, "kinds": KindTable, "rules": RuleTable, "select": SelectTable,
    "require": RequireTable, "forbid": ForbidTable, "metrics": MetricTable, "where": FilterTable,
    "out-of": FilterTable, "alerts": AlertTable,
}  # fmt: skip


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    table: type = DocumentTable
    for part in path:
        table = _TABLES.get(str(part), table)
    return [kebab(f.name) for f in fields(table)]
