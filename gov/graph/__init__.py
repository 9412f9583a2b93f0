"""The traceability graph: items as nodes, references as edges, each resolved once. Home of networkx."""

from gov.graph.graph import Graph, circles
from gov.graph.resolution import Outcome, Resolution, resolve
from gov.graph.trace import Branch, Direction, trace

__all__ = ["Branch", "Direction", "Graph", "Outcome", "Resolution", "circles", "resolve", "trace"]
