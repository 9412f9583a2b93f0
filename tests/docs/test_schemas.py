"""The page on schemas is made from the schemas: `GOV_WRITE_SCHEMAS=1` writes it anew."""

from __future__ import annotations

import json
import os

import pytest

from gov.schemas import schema_names, schema_text
from tests.conftest import ROOT

PAGE = ROOT / "docs/reference/schemas.md"
BEGIN, END = "<!-- made from gov/schemas -->", "<!-- end -->"


def kind_of(schema: dict[str, object]) -> str:
    """What a value may be, in the words of JSON Schema."""
    if isinstance(named := schema.get("$ref"), str):
        return f"`{named.rpartition('/')[2]}`"
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        assert isinstance(values, list)
        return " or ".join(f"`{json.dumps(value)}`" for value in values)
    kind = schema.get("type", "any")
    return f"`{kind}`" if isinstance(kind, str) else " or ".join(f"`{one}`" for one in kind)  # type: ignore[attr-defined]  # a list of names


def rows(named: dict[str, dict[str, object]], required: object) -> str:
    assert isinstance(required, list)
    return "".join(
        f"| `{key}` | {kind_of(schema)} | {'always' if key in required else ''} "
        f"| {schema.get('description', '')} |\n"
        for key, schema in named.items()
    )


def section(name: str) -> str:
    """One schema: its version, and the keys of its top."""
    schema = json.loads(schema_text(name))
    told = f"## `gov schema {name}`\n\n`{schema['$id']}`: {schema['description']}\n\n"
    if name == "config":
        return f"{told}Its keys are under [Configuration](configuration.md).\n\n"
    top = schema
    if schema.get("type") == "array":
        part = schema["items"]["$ref"].rpartition("/")[2]
        told += f"A list. Each entry, `{part}`, holds\n\n"
        top = schema["$defs"][part]
    head = "| key | value | | what it is |\n|---|---|---|---|\n"
    return f"{told}{head}{rows(top['properties'], top.get('required', []))}\n"


@pytest.mark.gov("TASK-044.3")
def test_the_page_tells_the_keys_of_every_schema_as_the_schemas_say() -> None:
    text = PAGE.read_text(encoding="utf-8")
    made = f"{BEGIN}\n\n{''.join(map(section, schema_names()))}{END}"
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    if "GOV_WRITE_SCHEMAS" in os.environ:
        PAGE.write_text(f"{before}{made}{after}", encoding="utf-8")

    assert f"{before}{made}{after}" == PAGE.read_text(encoding="utf-8"), "GOV_WRITE_SCHEMAS=1 writes it anew"
