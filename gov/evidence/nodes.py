"""What JSON and YAML hold, as plain values, and what makes a file of them unreadable."""

from __future__ import annotations

__all__ = ["DEEPEST", "Node", "Trail", "UnreadableError", "items_of", "members_of", "text_of"]

Node = dict[str, "Node"] | list["Node"] | str | int | float | bool | None
Trail = tuple[str | int, ...]
"""The keys and numbers on the way from the root to a value."""

# Nobody writes deeper by hand, no generator writes half as deep.
DEEPEST = 200


class UnreadableError(Exception):
    """What is wrong with a file, and at which character."""

    def __init__(self, problem: str, index: int) -> None:
        """Keep both apart: the line is told by who knows the file."""
        super().__init__(problem)
        self.problem = problem
        self.index = index


def members_of(node: Node) -> dict[str, Node]:
    """The members of a mapping; none where it is anything else."""
    return node if isinstance(node, dict) else {}


def items_of(node: Node) -> list[Node]:
    """The entries of a list; none where it is anything else."""
    return node if isinstance(node, list) else []


def text_of(node: Node) -> str:
    """A text; empty where it is anything else."""
    return node if isinstance(node, str) else ""
