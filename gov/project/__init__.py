"""Configuration and a tree of files to a project: governed documents, items, graph."""

from gov.project.project import Document, Project, load_project
from gov.project.tree import FolderTree, MemoryTree, Tree

__all__ = ["Document", "FolderTree", "MemoryTree", "Project", "Tree", "load_project"]
