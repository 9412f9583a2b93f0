"""The traceability graph: items as nodes, references as edges, each reference resolved once. The only home of networkx."""

from gov.graph.graph import Graph
from gov.graph.resolution import Outcome, Resolution, resolve

__all__ = ["Graph", "Outcome", "Resolution", "resolve"]
