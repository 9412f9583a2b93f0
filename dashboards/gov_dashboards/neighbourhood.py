"""An item between what it stands on and what depends on it, drawn while the site is built.

Three columns: upstream, the item, downstream. The drawing shows the first few on each side; the lists
beside it are complete, and are all that a reader without sight, or on paper, needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from gov_dashboards.parts import Badge, Chip, Neighbour

WIDTH = 184
HEIGHT = 44
GAP = 12
AISLE = 48
EDGE = 4
SHOWN = 6
TITLE_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the drawing: whose it is, its clipped title, and the place of its top left corner."""

    chip: Chip
    badge: Badge
    title: str
    x: int
    y: int
    here: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """A line under a column: how many of its items the drawing leaves to the list."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template places: boxes, the lines between them, and the size of the whole."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[str, ...]
    more: tuple[More, ...]


def neighbourhood(
    made: Environment,
    chip: Chip,
    badge: Badge,
    upstream: Sequence[Neighbour],
    downstream: Sequence[Neighbour],
) -> Markup:
    """Draw an item with its neighbours, as HTML; the order of the neighbours is the caller's."""
    drawing = arrange(chip, badge, upstream, downstream)
    text = made.get_template("neighbourhood.html").render(
        here=chip, upstream=upstream, downstream=downstream, drawing=drawing, width=WIDTH, box=HEIGHT
    )
    return Markup(text)  # noqa: S704 - the environment has escaped every value in it


def arrange(
    chip: Chip, badge: Badge, upstream: Sequence[Neighbour], downstream: Sequence[Neighbour]
) -> Drawing:
    """Give every box and line its place."""
    sides = [side for side in (upstream, downstream) if side]
    rows = max([1, *(min(len(side), SHOWN) for side in sides)])
    hidden = any(len(side) > SHOWN for side in sides)
    inner = rows * HEIGHT + (rows - 1) * GAP
    here_x = EDGE + (WIDTH + AISLE if upstream else 0)
    here = Node(chip, badge, _clipped(chip.title), here_x, EDGE + (inner - HEIGHT) // 2, here=True)
    left = _column(upstream, EDGE, inner)
    right = _column(downstream, here_x + WIDTH + AISLE, inner)
    edges = (*(_edge(node, here) for node in left), *(_edge(here, node) for node in right))
    more = tuple(
        More(f"and {len(side) - SHOWN} more", x, EDGE + inner + GAP + 8)
        for side, x in ((upstream, EDGE), (downstream, here_x + WIDTH + AISLE))
        if len(side) > SHOWN
    )
    width = 2 * EDGE + WIDTH + (WIDTH + AISLE) * len(sides)
    height = 2 * EDGE + inner + (GAP + 12 if hidden else 0)
    return Drawing(width, height, (*left, here, *right), edges, more)


def _column(side: Sequence[Neighbour], x: int, inner: int) -> tuple[Node, ...]:
    shown = side[:SHOWN]
    top = EDGE + (inner - len(shown) * HEIGHT - (len(shown) - 1) * GAP) // 2
    return tuple(
        Node(one.chip, one.badge, _clipped(one.chip.title), x, top + row * (HEIGHT + GAP))
        for row, one in enumerate(shown)
    )


def _edge(start: Node, end: Node) -> str:
    x1, y1 = start.x + WIDTH, start.y + HEIGHT // 2
    x2, y2 = end.x, end.y + HEIGHT // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"


def _clipped(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
