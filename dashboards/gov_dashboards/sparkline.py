"""A row of numbers as a small line, without axis or scale: only its shape matters."""

from collections.abc import Sequence

WIDTH = 100
HEIGHT = 24


def path(points: Sequence[float]) -> str:
    """Write the SVG path through the points, evenly spaced; a row without change is a line in the middle."""
    if len(points) < 2:  # noqa: PLR2004 - a line needs two ends
        return ""
    low, high = min(points), max(points)
    span = (high - low) or 1.0
    step = WIDTH / (len(points) - 1)
    middle = high == low
    places = (
        (index * step, HEIGHT / 2 if middle else HEIGHT - (value - low) / span * HEIGHT)
        for index, value in enumerate(points)
    )
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
