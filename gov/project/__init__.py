"""Configuration and a tree of files to a project: governed documents, items, graph."""

from gov.project.documents import Document, DocumentReader
from gov.project.globs import Globs
from gov.project.project import Project, included_paths, load_project
from gov.project.tree import FolderTree, MemoryTree, OverlayTree, Tree

__all__ = [
    "Document", "DocumentReader", "FolderTree", "Globs", "MemoryTree", "OverlayTree", "Project", "Tree",
    "included_paths", "load_project",
]  # fmt: skip
