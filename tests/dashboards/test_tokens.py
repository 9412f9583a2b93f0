import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from tests.dashboards import colours

PALETTES = ("default", "slate")
GROUNDS = ("ground", "surface")
MARKS = 3.0
TEXT = 4.5
APART = 25.0


@pytest.fixture(scope="module")
def tokens(root: Path) -> dict[str, dict[str, str]]:
    written = json.loads((root / "frontend" / "src" / "tokens.json").read_text(encoding="utf-8"))
    palettes: dict[str, dict[str, str]] = written["semantic"]
    return palettes


def marks(palette: dict[str, str], family: str) -> dict[str, str]:
    found = {name: value for name, value in palette.items() if name.startswith(f"{family}-")}
    assert found
    return found


def test_both_palettes_declare_the_same_tokens(tokens: dict[str, dict[str, str]]) -> None:
    assert set(tokens) == set(PALETTES)
    assert list(tokens["default"]) == list(tokens["slate"])


def test_every_status_group_has_a_mark(tokens: dict[str, dict[str, str]]) -> None:
    assert set(marks(tokens["default"], "status")) == {
        "status-done",
        "status-running",
        "status-blocked",
        "status-warning",
        "status-none",
    }


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("family", ["status", "severity"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_mark_stands_out_from_its_ground(
    tokens: dict[str, dict[str, str]], name: str, family: str, ground: str
) -> None:
    palette = tokens[name]

    faint = {
        mark: round(colours.contrast(value, palette[ground]), 2)
        for mark, value in marks(palette, family).items()
        if colours.contrast(value, palette[ground]) < MARKS
    }

    assert faint == {}


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("family", ["status", "severity"])
@pytest.mark.parametrize("eye", colours.EYES)
def test_no_two_marks_look_alike_to_any_eye(
    tokens: dict[str, dict[str, str]], name: str, family: str, eye: str
) -> None:
    pairs = combinations(marks(tokens[name], family).items(), 2)

    alike = {
        (one, other): round(colours.distance(a, b, eye), 1)
        for (one, a), (other, b) in pairs
        if colours.distance(a, b, eye) < APART
    }

    assert alike == {}


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("ink", ["ink", "ink-muted", "link"])
@pytest.mark.parametrize("ground", [*GROUNDS, "sunken"])
def test_text_can_be_read_on_every_ground(
    tokens: dict[str, dict[str, str]], name: str, ink: str, ground: str
) -> None:
    assert colours.contrast(tokens[name][ink], tokens[name][ground]) >= TEXT


@pytest.mark.parametrize("name", PALETTES)
def test_the_edges_of_controls_can_be_seen(tokens: dict[str, dict[str, str]], name: str) -> None:
    for edge in ("line-strong", "focus"):
        assert colours.contrast(tokens[name][edge], tokens[name]["surface"]) >= MARKS


def test_the_measures_agree_with_known_values() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert colours.distance("#000000", "#ffffff", "normal") == pytest.approx(100, abs=0.1)
    # The traffic light's red and green, which green-blind eyes take for each other.
    assert colours.distance("#a06000", "#5f8000", "deutan") < 0.5 * colours.distance(
        "#a06000", "#5f8000", "normal"
    )


def test_styles_use_only_tokens_that_exist(root: Path, tokens: dict[str, dict[str, str]]) -> None:
    written = json.loads((root / "frontend" / "src" / "tokens.json").read_text(encoding="utf-8"))
    known = {f"--gov-{name}" for name in tokens["default"]}
    known |= {f"--_gov-{name}" for tier in ("base", "component") for name in written[tier]}
    known |= {f"--_gov-size-{size}" for size in written["sizes"]} | {"--_gov-mark"}
    sources = [path for kind in ("css", "js") for path in (root / "frontend" / "src").rglob(f"*.{kind}")]
    assert sources

    used = {
        name
        for path in sources
        for name in re.findall(r"--_?gov-[a-z0-9-]*[a-z0-9]", path.read_text(encoding="utf-8"))
    }

    assert used - known == set()


def test_colours_stand_in_the_tokens_alone(root: Path) -> None:
    """Material's own footer is dark in both palettes, so the cure for it is one colour in both."""
    sources = [
        path for path in (root / "frontend" / "src" / "css").glob("*.css") if path.name != "material.css"
    ]

    literal = {
        f"{path.name}: {colour}"
        for path in sources
        for colour in re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", path.read_text(encoding="utf-8"))
    }

    assert literal == set()
