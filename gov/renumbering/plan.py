"""Everything that a renumbering changes, proved before it is written to change no other meaning."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.errors import GovError
from gov.project import load_project
from gov.renumbering.alias import alias
from gov.renumbering.documents import edits_of_documents
from gov.renumbering.links import edits_of_links, new_anchors
from gov.rulebook.fixing import edited
from gov.text import Source, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gov.project import Project
    from gov.project.tree import Tree
    from gov.renumbering.words import Renumbering
    from gov.rulebook import Edit
    from gov.text import Place

__all__ = ["Plan", "planned"]

_SETTINGS = ("gov.toml", "pyproject.toml", "mkdocs.yml", "mkdocs.yaml")


@dataclass(frozen=True)
class Plan:
    """The bytes of each file before and after, by its path of today, and the files that get another name.

    `left` are places, as `path:line`, that nobody can rewrite without knowing more; `named` are those that
    still name the old number, or the old file, where nothing is rewritten: samples, pages, settings.
    """

    files: Mapping[str, tuple[bytes, bytes]]
    moved: Mapping[str, str]
    left: tuple[str, ...]
    named: tuple[str, ...]


def planned(wanted: Renumbering, more: Iterable[Edit], more_left: Iterable[Place] = ()) -> Plan:
    """All that is to be written, with the edits of other files than documents.

    Raises `GovError` where something cannot be rewritten without changing what it means.
    """
    project, tree = wanted.project, wanted.project.tree
    found = edits_of_documents(wanted)
    if found.refused:
        raise GovError(_refusal(wanted, _shown(found.refused, project)), help=_SPLIT)
    links = edits_of_links(wanted, new_anchors(wanted, found.edits))
    edits = {edit.place: edit for edit in (*found.edits, *links, *more)}
    edits.update({edit.place: edit for edit in (alias(wanted),)})
    by_path: dict[str, list[Edit]] = {}
    for edit in edits.values():
        by_path.setdefault(edit.place.path, []).append(edit)
    files = {}
    for path, changes in sorted(by_path.items()):
        document = project.by_path.get(path)
        data = document.source.data if document else tree.read(path)
        files[path] = (data, edited(data, changes))
    for path in wanted.moved:
        if tree.exists(wanted.moved[path]):
            message = f"{wanted.moved[path]} is there already, and {path} would get that name"
            raise GovError(message, help="Rename that file first, or take another number.")
    after = load_project(
        _Changed(tree, {path: new for path, (_, new) in files.items()}, wanted.moved),
        project.configuration,
        project.by_path,
    )
    _prove(wanted, after)
    left = [place for place in (*found.left, *more_left) if place not in edits]
    named = tuple(_named(wanted, after, tree))
    return Plan(files, wanted.moved, _shown(left, project), named)


@dataclass(frozen=True)
class _Changed:
    """A tree with other bytes in some files, and other names for some."""

    tree: Tree
    files: Mapping[str, bytes]
    moved: Mapping[str, str]

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self.moved.get(path, path) for path in self.tree.paths()))

    def read(self, path: str) -> bytes:
        old = self._old(path)
        return self.files[old] if old in self.files else self.tree.read(old)

    def exists(self, path: str) -> bool:
        return path not in self.moved and self.tree.exists(self._old(path))

    def origin(self, path: str) -> str:
        origin = self.tree.origin(self._old(path))
        return self.moved.get(origin, origin)

    def _old(self, path: str) -> str:
        return next((old for old, new in self.moved.items() if new == path), path)


_Edge = tuple[str, str, str, int]


def _prove(wanted: Renumbering, after: Project) -> None:
    """Refuse what would leave the item undeclared, or another reference than before."""
    declared = after.by_id.get(wanted.new, ())
    before = Counter(item.id for item in wanted.project.items)
    before[wanted.old] -= 1
    before[wanted.new] += 1
    if Counter(item.id for item in after.items) != +before or wanted.old not in declared[0].formerly:
        message = f"{wanted.old} in {wanted.item.path} is written so that its number cannot be replaced"
        raise GovError(message, help="Change the heading by hand, and run 'gov check' for what names it.")
    lost = Counter(_edges(wanted.project, wanted))
    lost.subtract(_edges(after, wanted))
    for (source, relation, target, _), count in sorted(lost.items()):
        if count:
            message = f"rewriting {wanted.old} would change what {source} {relation}: {target}"
            raise GovError(message, help=f"Write every identifier in full in the fields of {source}.")


def _edges(project: Project, wanted: Renumbering) -> Iterator[_Edge]:
    """Who names whom, the two numbers as one; where others have the old one, nothing of either."""
    both = {wanted.old, wanted.new}
    for resolution in project.graph.resolutions:
        reference = resolution.reference
        source, target = reference.source, reference.target
        if wanted.is_shared and both & {source, target}:
            continue
        yield (
            wanted.new if source in both else source,
            reference.relation,
            wanted.new if target in both else target,
            reference.part,
        )


def _named(wanted: Renumbering, after: Project, tree: Tree) -> Iterator[str]:
    """Where the old number, or the old name of the file, still stands."""
    names = [path.rpartition("/")[2].encode() for path in wanted.moved]
    if not wanted.is_shared:
        names.append(wanted.old.encode())
    labels = tuple(name.casefold() for name in after.configuration.fields["formerly"])
    vocabulary = after.reader.vocabulary
    for path in (*after.tree.paths(), *(name for name in _SETTINGS if tree.exists(name))):
        try:
            data = after.tree.read(path)
        except OSError:
            continue
        if not any(name in data for name in names):
            continue
        for number, line in enumerate(data.split(b"\n"), 1):
            text = line.decode("utf-8", "replace")
            if text.lstrip("-*+| \t").casefold().startswith(labels):
                continue
            is_named = not wanted.is_shared and any(t.id == wanted.old for t in vocabulary.tokens(text))
            if is_named or any(name in line for name in names[: len(wanted.moved)]):
                yield f"{path}:{number}"


def _shown(places: Iterable[Place], project: Project) -> tuple[str, ...]:
    found = []
    for place in sorted(set(places)):
        document = project.by_path.get(place.path)
        source = document.source if document else Source.read(place.path, project.tree.read(place.path))
        found.append(f"{place.path}:{source.position(place.start).line}")
    return tuple(dict.fromkeys(found))


def _refusal(wanted: Renumbering, places: tuple[str, ...]) -> str:
    return printable(f"a range holds {wanted.old} and cannot be split as it is written: {', '.join(places)}")


_SPLIT = "Write the identifiers of the range one by one, then run the command again."
