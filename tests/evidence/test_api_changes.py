"""Two descriptions of an API compared, however they are written."""

import json

import pytest

from gov.evidence.api_changes import ApiChanges
from gov.evidence.api_schemas import MOST_STEPS, TooMuchError
from gov.evidence.openapi import read_openapi

Schema = dict[str, object]


def changes(
    before: Schema, after: Schema, schema: Schema, *, sent: bool = False, most: int = MOST_STEPS
) -> list[str]:
    """What breaks between two sets of definitions for who gets a schema, or sends it."""
    (old,), (new,) = (
        read_openapi(described(each, schema, sent=sent), "api.json") for each in (before, after)
    )
    assert old.contract
    assert new.contract
    return list(ApiChanges(old.contract, new.contract, most).breaks(old.contract, new.contract))


def described(definitions: Schema, schema: Schema, *, sent: bool) -> bytes:
    """A description with one operation."""
    content = {"content": {"application/json": {"schema": schema}}}
    operation = {"requestBody": content, "responses": {}} if sent else {"responses": {"200": content}}
    document = {
        "openapi": "3.1.0",
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": definitions},
    }
    return json.dumps(document).encode()


def named(name: object) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def circle(length: int, **more: object) -> Schema:
    """So many schemas, each with the next one in it, and the last with the first."""
    return {
        str(n): {"type": "object", "properties": {"next": named((n + 1) % length)}, **more}
        for n in range(length)
    }


def test_circles_of_different_lengths_are_walked_to_their_end() -> None:
    assert changes(circle(7), circle(11), named(0)) == []


def test_a_break_behind_a_circle_is_found() -> None:
    after = {**circle(7), "3": {"type": "string"}}

    assert changes(circle(7), after, named(0)) == [
        "'next.next.next' of the answer 200 is string, and was object"
    ]


def test_a_schema_that_is_nothing_but_itself_allows_nothing_and_everything() -> None:
    itself: Schema = {"0": named(0), "1": {"allOf": [named(1)]}, "2": {"oneOf": [named(2)]}}

    assert [changes(itself, itself, named(n)) for n in range(3)] == [[], [], []]


@pytest.mark.parametrize("depth", [150, 30_000])
def test_a_chain_of_any_length_is_followed_and_said_in_few_words(depth: int) -> None:
    chain: Schema = {str(n): {"properties": {"a": named(n + 1)}} for n in range(depth)}
    before, after = ({**chain, str(depth): {"type": each}} for each in ("string", "integer"))

    (told,) = changes(before, after, named(0))

    assert told.startswith("'....a.a")
    assert told.endswith("a.a' of the answer 200 is integer, and was string")
    assert len(told) < 100


def test_too_much_stops_the_comparison() -> None:
    assert changes(circle(29), circle(31), named(0), most=20_000) == []
    with pytest.raises(TooMuchError):
        changes(circle(149), circle(151), named(0), most=20_000)


def test_one_large_part_may_not_be_taken_over_very_often() -> None:
    part: Schema = {"properties": {f"p{n}": {} for n in range(200)}}
    many: Schema = {"part": part, **{str(n): {"allOf": [named("part")]} for n in range(200)}}
    holding: Schema = {"properties": {f"q{n}": named(n) for n in range(200)}}

    with pytest.raises(TooMuchError):
        changes(many, many, holding, most=20_000)


def test_names_of_strangers_are_quoted_and_cut() -> None:
    bad = "x\n::error::\u202e" + "y" * 500
    before: Schema = {"0": {"properties": {bad: {"type": "string"}}}}

    (told,) = changes(before, {"0": {"type": "object"}}, named(0))

    assert len(told) < 200
    assert "\n" not in told


@pytest.mark.parametrize(
    "nonsense",
    [
        {
            "type": 3,
            "enum": {},
            "required": "a",
            "properties": [],
            "oneOf": {},
            "format": 1,
            "maxLength": "x",
        },
        {
            "type": [None, 1],
            "required": [1, None],
            "enum": [[], {}],
            "allOf": 1,
            "additionalProperties": "no",
        },
        {
            "properties": {"a": None, "b": 1, "c": "x"},
            "items": [1],
            "anyOf": [None, 1, "x", []],
            "maximum": True,
        },
        {"maxLength": 10**40, "minimum": -1e300, "const": {"a": []}},
    ],
)
def test_nonsense_breaks_nothing(nonsense: Schema) -> None:
    sound: Schema = {"type": "object", "properties": {"a": {"type": "string"}}}

    for one, other in ((nonsense, sound), (sound, nonsense), (nonsense, nonsense)):
        for sent in (True, False):
            assert isinstance(changes({"0": one}, {"0": other}, named(0), sent=sent), list)


def test_nullable_beside_all_of_is_heard() -> None:
    before: Schema = {"a": {"type": "object"}, "b": {"allOf": [named("a")]}}
    after: Schema = {"a": {"type": "object"}, "b": {"allOf": [named("a")], "nullable": True}}

    assert changes(before, after, named("b")) == ["the answer 200 may now be null"]
