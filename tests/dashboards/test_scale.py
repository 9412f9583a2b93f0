"""The style sheet of all pages keeps to the scale: six sizes of text, one radius, a grid of four pixels."""

import json
import re
from pathlib import Path

import pytest

import gov_dashboards

SCALE = {12, 14, 16, 20, 25, 31}
SIZE = re.compile(r"var\(--_gov-size-([0-9]+)\)")
# A dot is round, a badge is a pill, and a box without a frame has no corners.
CORNERS = {"var(--_gov-radius)", "50%", "16px", "0", "0 var(--_gov-radius) var(--_gov-radius) 0"}
ROOM = re.compile(r"(?:margin|padding|gap|row-gap|column-gap)(?:-[a-z]+)*")
# What is hidden from eyes alone is one pixel, drawn in by as much.
NAMED = re.compile(r"0|auto|-1px|var\(--_gov-space-[1-7]\)")
PIXELS = re.compile(r"-?([0-9]+)px")
TURNED = re.compile(r"calc\(-1 \* (var\([^()]+\))\)")


@pytest.fixture(scope="module")
def declared() -> list[tuple[str, str]]:
    """Every property of the built style sheet with its value."""
    text = (gov_dashboards.STATIC / "gov.css").read_text(encoding="utf-8")
    found = re.findall(r"[{;]([a-z-]+):([^;{}]+)", text)
    assert len(found) > 500
    return found


def test_text_has_one_of_six_sizes(declared: list[tuple[str, str]]) -> None:
    sizes = [value for name, value in declared if name == "font-size"]
    sizes += [
        value.partition("/")[0].split(" ")[0]
        for name, value in declared
        if name == "font" and value != "inherit"
    ]
    named = [SIZE.fullmatch(value) for value in sizes]

    strays = {
        value
        for value, size in zip(sizes, named, strict=True)
        if size is None and value not in ("inherit", *(f"{one}px" for one in SCALE))
    }

    assert strays == set()
    assert {int(size[1]) for size in named if size} == SCALE


def test_the_sizes_are_what_their_names_say(root: Path) -> None:
    tokens = json.loads((root / "frontend" / "src" / "tokens.json").read_text(encoding="utf-8"))
    written = {(name, value) for name, value in declared_sizes(gov_dashboards.STATIC / "gov.css")}

    assert {int(size) for size in tokens["sizes"]} == SCALE
    assert {name for name, _ in written} == SCALE
    assert {(name, round(16 * share)) for name, share in written} == {(size, size) for size in SCALE}


def declared_sizes(style_sheet: Path) -> list[tuple[int, float]]:
    found = re.findall(
        r"--_gov-size-([0-9]+):\s*calc\(([0-9.]+) ?\*", style_sheet.read_text(encoding="utf-8")
    )
    return [(int(name), float(share)) for name, share in found]


def test_corners_have_one_radius(declared: list[tuple[str, str]]) -> None:
    assert {value for name, value in declared if name == "border-radius"} <= CORNERS


def test_room_is_a_multiple_of_four_pixels(declared: list[tuple[str, str]]) -> None:
    strays = {
        f"{name}: {value}"
        for name, value in declared
        if ROOM.fullmatch(name)
        for one in TURNED.sub(r"\1", value).removesuffix("!important").split()
        if not is_on_the_grid(one)
    }

    assert strays == set()


def is_on_the_grid(value: str) -> bool:
    pixels = PIXELS.fullmatch(value)
    return NAMED.fullmatch(value) is not None or (pixels is not None and int(pixels[1]) % 4 == 0)
