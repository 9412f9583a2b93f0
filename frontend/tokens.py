"""Design tokens: one JSON file in, the style sheet's custom properties out.

Three tiers. *Base* and *component* properties start with an underscore and are ours to change; the *semantic*
ones (`--gov-status-done`, `--gov-surface`) are public, for teams that style their own pages.
"""

import json
from pathlib import Path
from typing import TypeAlias

Tokens: TypeAlias = dict[str, dict[str, str]]

SOURCE = Path(__file__).parent / "src" / "tokens.json"

# A property that depends on the palette is declared on the element that carries the palette too: one declared
# on the root alone is computed there and stays light on a dark page.
EVERYWHERE = ":root, [data-md-color-scheme]"
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
    blocks += [_block(PALETTES[name], "--gov-", values) for name, values in tokens["semantic"].items()]
    blocks.append(_block(EVERYWHERE, "--_gov-", tokens["component"]))
    return "\n".join(blocks)


def _block(selector: str, prefix: str, values: dict[str, str]) -> str:
    lines = "".join(f"  {prefix}{name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"
