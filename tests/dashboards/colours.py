"""How far apart two colours are, for every eye: contrast (WCAG 2), distance (CIE 1976), colour blindness.

The matrices for missing cones are those of Machado, Oliveira and Fernandes (2009) at full severity, applied
to linear light.
"""

import math
from collections.abc import Mapping
from typing import TypeAlias

Linear: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Linear, Linear, Linear]

EYES: Mapping[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written as #rrggbb, from 1 to 21."""
    darker, lighter = sorted((_luminance(_linear(one)), _luminance(_linear(other))))
    return (lighter + 0.05) / (darker + 0.05)


def distance(one: str, other: str, eye: str) -> float:
    """How different two colours look to an eye; about 2 is just visible, 100 is black against white."""
    pairs = zip(_lab(_seen(one, eye)), _lab(_seen(other, eye)), strict=True)
    return math.sqrt(sum((a - b) ** 2 for a, b in pairs))


def _linear(colour: str) -> Linear:
    red, green, blue = (_channel(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _channel(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _luminance(colour: Linear) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _seen(colour: str, eye: str) -> Linear:
    light = _linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in EYES[eye]
    )
    return red, green, blue


def _lab(colour: Linear) -> Linear:
    red, green, blue = colour
    x = _lightness((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    y = _lightness(_luminance(colour))
    z = _lightness((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _lightness(value: float) -> float:
    return float(value ** (1 / 3)) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
