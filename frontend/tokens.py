"""Design tokens: one JSON file in, the style sheet's custom properties out.

Three tiers, and the sizes of text. *Base* and *component* properties start with an underscore and are ours to
change; the *semantic* ones (`--gov-status-done`, `--gov-surface`) are public, for teams that style their own
pages.
"""

import json
from pathlib import Path
from typing import TypeAlias

Tokens: TypeAlias = dict[str, dict[str, str]]

SOURCE = Path(__file__).parent / "src" / "tokens.json"

# A property that depends on the palette is declared on the element that carries the palette too: one declared
# on the root alone is computed there and stays light on a dark page.
EVERYWHERE = ":root, [data-md-color-scheme]"
# Sizes are pixels where the root font has 16, and grow with it. The theme enlarges the root by a quarter and
# draws text at four fifths of it, so there a size is measured by that; nested parts keep theirs.
SIZED = {":root": "1rem", ".md-header, .md-container": "0.8rem"}
_ROOT = 16
PALETTES = {
    "default": ':root, [data-md-color-scheme="default"]',
    "slate": '[data-md-color-scheme="slate"]',
}


def palettes(source: Path = SOURCE) -> Tokens:
    """Give the semantic tokens by palette: {"default": {"ground": "#ffffff", ...}, "slate": {...}}."""
    found: Tokens = json.loads(source.read_text(encoding="utf-8"))["semantic"]
    return found


def style_sheet(source: Path = SOURCE) -> str:
    """Write every token as a custom property, palette by palette."""
    tokens = json.loads(source.read_text(encoding="utf-8"))
    blocks = [_block(EVERYWHERE, "--_gov-", tokens["base"])]
    blocks += [_sizes(selector, unit, tokens["sizes"]) for selector, unit in SIZED.items()]
    blocks += [_block(PALETTES[name], "--gov-", values) for name, values in tokens["semantic"].items()]
    blocks.append(_block(EVERYWHERE, "--_gov-", tokens["component"]))
    return "\n".join(blocks)


def _sizes(selector: str, unit: str, sizes: list[str]) -> str:
    values = {f"size-{size}": f"calc({int(size) / _ROOT} * var(--_gov-unit))" for size in sizes}
    return _block(selector, "--_gov-", {"unit": unit, **values})


def _block(selector: str, prefix: str, values: dict[str, str]) -> str:
    lines = "".join(f"  {prefix}{name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"
