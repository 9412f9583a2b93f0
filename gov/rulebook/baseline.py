"""Findings that a project has set aside, so that it can start today.

They are told by what they say, not by line: a fingerprint is made of the code, the item (or the path where
there is none) and the message without what may change by itself, which are counts, paths and the values that
an item has wrong. So it stays the same when lines move, when a document is renamed and when items change
places. What says something else, such as a further field that is missing, is another finding; what says less,
such as one field of two that is still missing, is what is left of the same.

Several findings of one fingerprint are told apart by their order: one entry sets one finding aside, and a
second of its kind is new.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from gov.rulebook.finding import Finding

__all__ = [
    "Baseline",
    "Entry",
    "SetAside",
    "can_be_set_aside",
    "entries_of",
    "fingerprints",
    "key_of",
    "told_anew",
]

_LENGTH = 16
_LONGEST = 2000
_COMPARED = 20
_QUOTED = re.compile(r"(?<!\w)(?:'(?:[^'\\]|\\.){0,200}'|\"(?:[^\"\\]|\\.){0,200}\")(?!\w)")
_NUMBER = re.compile(r"(?<![\w.-])[0-9]+(?:[.,][0-9]+){0,3}(?![\w-])")
# With another count another form: "1 reference names", "2 references name".
_PLURAL = re.compile(r"(?<=[a-z])s(?!\w)|\b(?:is|are|was|were|has|have)\b")
# What hides other findings: set aside, it would set them aside as well, unseen.
_HIDING = frozenset(
    (
        "ENF-000.unreadable", "ENF-000.too-large", "ENF-000.front-matter-invalid", "ENF-000.unclosed-fence",
        "ENF-000.unclosed-comment", "ENF-000.merge-conflict",
    )
)  # fmt: skip
_HYGIENE = "ENF-013."

Key = tuple[str, str, str]


class Entry(NamedTuple):
    """One finding that was set aside; `start` and `end` are byte offsets of the entry in its file."""

    fingerprint: str
    code: str
    item: str
    path: str
    message: str
    start: int = 0
    end: int = 0


class Baseline(NamedTuple):
    """A file of findings that were set aside: where it lies, its bytes, and its entries in their order."""

    path: str
    data: bytes
    entries: tuple[Entry, ...]


def can_be_set_aside(code: str) -> bool:
    """Whether a baseline may hold findings of a code.

    It may not where a finding hides others, as a file that cannot be read does, and where it is about the
    exceptions themselves.
    """
    return code not in _HIDING and not code.startswith(_HYGIENE)


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The fingerprint of each finding, in their order: 16 hexadecimal digits of SHA-256, no two alike."""
    counts: Counter[Key] = Counter()
    made = []
    for finding in findings:
        key = _key(finding, finding.location.path)
        counts[key] += 1
        made.append(_fingerprint(key, counts[key]))
    return tuple(made)


def key_of(finding: Finding) -> Key:
    """What a finding says, as fingerprints tell it: several may say the same."""
    return _key(finding, finding.location.path)


def entries_of(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Findings, in their order, as entries of a baseline."""
    found = tuple(findings)
    return tuple(
        Entry(fingerprint, f.code, _subject(f), f.location.path, f.message)
        for fingerprint, f in zip(fingerprints(found), found, strict=True)
    )


def told_anew(entry: Entry, item: str, path: str, message: str) -> Entry | None:
    """An entry whose finding says the same of an item or file that is called otherwise now.

    None where its fingerprint was made of more than it tells.
    """
    said = _said(entry.message, (entry.path,), is_of_item=bool(entry.item))
    before = (entry.code, entry.item or entry.path, said)
    for number in range(1, _COMPARED + 1):
        if _fingerprint(before, number) == entry.fingerprint:
            key = (entry.code, item or path, _said(message, (path,), is_of_item=bool(item)))
            return Entry(_fingerprint(key, number), entry.code, item, path, message)
    return None


class SetAside:
    """Entries, found by the findings that they are about.

    A finding without an item goes by its path; where no file of that path is left, a finding that says the
    same elsewhere is taken for it, for the file was renamed.
    """

    def __init__(self, entries: Iterable[Entry], is_there: Callable[[str], bool]) -> None:
        """Look at each entry once; `is_there` says whether a file is."""
        self._entries = {entry.fingerprint: entry for entry in entries}
        self._about: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._entries.values():
            self._about.setdefault((entry.code, entry.item or entry.path), []).append(entry)
        left = {(entry.code, entry.path) for entry in self._entries.values() if not entry.item}
        gone = {path for path in {path for _, path in left} if not is_there(path)}
        self._gone: dict[str, list[str]] = {}
        for code, path in sorted(left):
            if path in gone:
                self._gone.setdefault(code, []).append(path)

    def may_hold(self, finding: Finding) -> bool:
        """Whether a finding, or one that nothing but order tells from it, was set aside."""
        if not self._is_near(finding):
            return False
        path = finding.location.path
        paths = (path,) if _subject(finding) else (path, *self._gone.get(finding.code, ()))
        if any(_fingerprint(_key(finding, path), 1) in self._entries for path in paths):
            return True
        return self._lessened(finding, frozenset()) is not None

    def match(self, findings: Iterable[Finding]) -> dict[int, Entry]:
        """The entry of each finding that has one, by the finding's `id`; an entry is taken once."""
        near = sorted((f for f in findings if self._is_near(f)), key=lambda finding: finding.sort_key)
        matched: dict[int, Entry] = {}
        counts: Counter[Key] = Counter()
        for find in (self._same, self._moved):
            for finding in near:
                if id(finding) not in matched and (entry := find(finding, counts)) is not None:
                    matched[id(finding)] = entry
        taken = {entry.fingerprint for entry in matched.values()}
        for finding in near:
            if id(finding) not in matched and (entry := self._lessened(finding, taken)) is not None:
                matched[id(finding)] = entry
                taken.add(entry.fingerprint)
        return matched

    def _same(self, finding: Finding, counts: Counter[Key]) -> Entry | None:
        key = _key(finding, finding.location.path)
        counts[key] += 1
        return self._entries.get(_fingerprint(key, counts[key]))

    def _moved(self, finding: Finding, counts: Counter[Key]) -> Entry | None:
        for path in () if _subject(finding) else self._gone.get(finding.code, ()):
            key = _key(finding, path)
            entry = self._entries.get(_fingerprint(key, counts[key] + 1))
            if entry is not None:
                counts[key] += 1
                return entry
        return None

    def _lessened(self, finding: Finding, taken: Collection[str]) -> Entry | None:
        """An entry that is left over and says all that a finding says, and more."""
        about = self._about.get((finding.code, _subject(finding) or finding.location.path), ())
        left = [entry for entry in about if entry.fingerprint not in taken]
        if not left or len(about) > _COMPARED:
            return None
        words = _words(_key(finding, "")[2])
        for entry in left:
            said = iter(_words(_said(entry.message, {entry.path}, is_of_item=bool(entry.item))))
            if all(word in said for word in words):
                return entry
        return None

    def _is_near(self, finding: Finding) -> bool:
        about = (finding.code, _subject(finding) or finding.location.path)
        return about in self._about or (not _subject(finding) and finding.code in self._gone)


def _subject(finding: Finding) -> str:
    """The item that a finding is about, the kind where it is about a whole kind, nothing where about none."""
    about = finding.draft.about
    if about and all(name.startswith("kind:") for name in about):
        return ",".join(about)
    return finding.item


def _key(finding: Finding, path: str) -> Key:
    """Code, item or path, and what the message says apart from what may change by itself."""
    places = {finding.location.path, *(where.path for where, _ in finding.related)}
    subject = _subject(finding)
    return (finding.code, subject or path, _said(finding.message, places, is_of_item=bool(subject)))


def _said(message: str, paths: Iterable[str], *, is_of_item: bool) -> str:
    said = message[:_LONGEST]
    for path in sorted(paths):
        said = said.replace(path, "")
    if is_of_item:
        said = _QUOTED.sub("''", said)
    return _PLURAL.sub("", _NUMBER.sub("#", said))


def _words(said: str) -> list[str]:
    return [word.strip(",;:.") for word in said.split()]


def _fingerprint(key: Key, number: int) -> str:
    import hashlib  # noqa: PLC0415 - only where there is a baseline, or a report that wants fingerprints

    text = "\0".join((*key, str(number) if number > 1 else ""))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
