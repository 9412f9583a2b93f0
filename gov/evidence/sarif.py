"""SARIF 2.1.0 logs of scanners: what they found that still stands, how grave it is, and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.evidence.model import ScannerResult
from gov.evidence.nodes import items_of, members_of, text_of
from gov.evidence.sarif_places import Region, Roots, region_of
from gov.evidence.structure import broken, clean, read_structure, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from gov.evidence.nodes import Node, Trail

    Level = Literal["error", "warning", "note"]

__all__ = ["read_sarif"]

_WHAT = "a SARIF log"
_WAY_OUT = "Let the scanner write the log anew, as SARIF 2.1.0."
_LEVELS: dict[str, Level | None] = {"error": "error", "warning": "warning", "note": "note", "none": None}
# What each kind of result that is no fault adds to its message; None where there is nothing to tell.
_KINDS = {
    "fail": "", "review": " (somebody has to review it)", "open": " (the scanner could not decide)",
    "pass": None, "notApplicable": None, "informational": None,
}  # fmt: skip
_ARGUMENT = re.compile(r"\{([0-9]{1,3})\}|\{\{|\}\}")
_LINK = re.compile(r"(?<!\\)\[([^\[\]\\]{1,200})\]\([^()\s]{1,500}\)")
_LONGEST = 500
_LONGEST_WORD = 40
_MORE = "..."


def read_sarif(data: bytes, path: str) -> tuple[ScannerResult, ...]:
    """The results of every run of a log, in its order.

    Left out is what is no fault (it passed, does not apply or only informs, or its level is `none`), what is
    suppressed, and what the log says is gone. Raises `GovError` for a file that cannot be parsed, is of
    another version, has no run, tells of a scan that failed, or has a level or kind that SARIF has not.
    """
    structure = read_structure(data, path, _is_walked, what=_WHAT)
    log = members_of(structure.root)
    source = source_of(path, data)
    version = text_of(log.get("version"))
    if not version.startswith("2.1."):
        line = source.position(structure.places.get(("version",), (0, 0))[0]).line
        said = f"is of version {clean(version)[:20]!r}" if version else "says no `version`"
        raise broken(path, line, f"{said}; SARIF 2.1.0 is read", _WAY_OUT)
    runs = items_of(log.get("runs"))
    if not runs:
        line = source.position(structure.places.get(("runs",), (0, 0))[0]).line
        raise broken(path, line, "holds no run of a scanner", _WAY_OUT)
    found = []
    for number, written in enumerate(runs):
        start = structure.places.get(("runs", number), (0, 0))[0]
        run = _Run(members_of(written), path)
        if run.has_failed:
            problem = f"says that the scan by {run.tool} failed, and holds no result of it"
            raise broken(path, source.position(start).line, problem, "Look why it failed, and scan again.")
        for index, result in enumerate(run.results):
            at = structure.places.get(("runs", number, "results", index), (start, start))[0]
            try:
                read = run.result(members_of(result))
            except _UnknownWordError as error:
                raise broken(path, source.position(at).line, str(error), _WAY_OUT) from error
            if read is not None:
                found.append(read._replace(start=at))
    return tuple(found)


def _is_walked(trail: Trail) -> bool:
    if not trail or trail[0] != "runs":
        return not trail
    return len(trail) <= 2 or (len(trail) == 3 and trail[2] == "results")  # noqa: PLR2004 - runs, a run, its results


class _UnknownWordError(Exception):
    """A level or kind that SARIF has not: how grave the result is, nobody can tell."""

    def __init__(self, member: str, written: Node, known: Iterable[str]) -> None:
        """Say what is written, and what could be."""
        said = clean(repr(written))
        said = said if len(said) <= _LONGEST_WORD else said[:_LONGEST_WORD] + _MORE
        super().__init__(f"a result has the {member} {said}; SARIF knows {', '.join(known)}")


class _Run:
    """One run: its tool, the rules of it, and what paths are relative to."""

    def __init__(self, run: dict[str, Node], report: str) -> None:
        tool = members_of(run.get("tool"))
        self._driver = members_of(tool.get("driver"))
        self._extensions = [members_of(extension) for extension in items_of(tool.get("extensions"))]
        self._invocations = [members_of(invocation) for invocation in items_of(run.get("invocations"))]
        self._roots = Roots(run)
        self._report = report
        self._rules = {
            text_of(rule.get("id")): rule
            for component in (*reversed(self._extensions), self._driver)
            for rule in map(members_of, items_of(component.get("rules")))
        }
        self.tool = clean(text_of(self._driver.get("name")))[:80] or "an unnamed scanner"
        self.results = items_of(run.get("results"))
        self._says_results = isinstance(run.get("results"), list)
        self._is_elsewhere = "results" in members_of(run.get("externalPropertyFileReferences"))

    @property
    def has_failed(self) -> bool:
        """Whether the run holds no result for another reason than that there is none.

        The tool did not come to its end, or told of an error; the results were left out, or lie elsewhere.
        """
        if self.results:
            return False
        told = (n for i in self._invocations for n in items_of(i.get("toolExecutionNotifications")))
        return (
            not self._says_results
            or self._is_elsewhere
            or any(i.get("executionSuccessful") is False for i in self._invocations)
            or any(members_of(notification).get("level") == "error" for notification in told)
        )

    def result(self, result: dict[str, Node]) -> ScannerResult | None:
        """One result; None where it is no fault that stands."""
        kind = _word("kind", result.get("kind"), _KINDS) or "fail"
        told = _KINDS[kind]
        if told is None or _is_suppressed(result) or result.get("baselineState") == "absent":
            return None
        rule = self._rule(result)
        level = _level(kind, result, rule)
        if level is None:
            return None
        name = self._name(result, rule)
        path, region = self._place(result)
        return ScannerResult(
            tool=self.tool, rule=name, level=level,
            message=(self._message(members_of(result.get("message")), rule) or name) + told,
            path=path, line=region.line, report=self._report,
            column=region.column, end_column=region.end_column,
        )  # fmt: skip

    def _rule(self, result: dict[str, Node]) -> dict[str, Node]:
        """What the tool says of the rule of a result: by index into its component, else by name."""
        reference = members_of(result.get("rule"))
        component = self._component(members_of(reference.get("toolComponent")))
        rules = items_of(component.get("rules"))
        index = result.get("ruleIndex", reference.get("index"))
        if type(index) is int and 0 <= index < len(rules):
            return members_of(rules[index])
        name = text_of(result.get("ruleId")) or text_of(reference.get("id"))
        while name:
            if name in self._rules:
                return self._rules[name]
            # `CA1000/2` is a part of the rule `CA1000`.
            name = name.rpartition("/")[0]
        return {}

    def _component(self, reference: dict[str, Node]) -> dict[str, Node]:
        index = reference.get("index")
        if type(index) is int and 0 <= index < len(self._extensions):
            return self._extensions[index]
        name = text_of(reference.get("name"))
        return next((e for e in self._extensions if name and e.get("name") == name), self._driver)

    @staticmethod
    def _name(result: dict[str, Node], rule: dict[str, Node]) -> str:
        reference = members_of(result.get("rule"))
        names = (result.get("ruleId"), reference.get("id"), rule.get("id"), rule.get("name"))
        return next((name[:200] for written in names if (name := clean(text_of(written)))), "")

    def _place(self, result: dict[str, Node]) -> tuple[str, Region]:
        for location in items_of(result.get("locations")):
            physical = members_of(members_of(location).get("physicalLocation"))
            path = self._roots.path(members_of(physical.get("artifactLocation")))
            if path:
                return clean(path), region_of(members_of(physical.get("region")))
        return "", Region(1, 1, 0)

    def _message(self, message: dict[str, Node], rule: dict[str, Node]) -> str:
        identifier = text_of(message.get("id"))
        candidates = (
            message,
            members_of(members_of(rule.get("messageStrings")).get(identifier)),
            members_of(members_of(self._driver.get("globalMessageStrings")).get(identifier)),
            members_of(rule.get("shortDescription")),
            members_of(rule.get("fullDescription")),
        )
        texts = (text_of(c.get(key)) for c in candidates for key in ("text", "markdown"))
        arguments = [clean(text_of(a)) for a in items_of(message.get("arguments"))]
        text = clean(_filled(next((text for text in texts if text.strip()), "")[: 8 * _LONGEST], arguments))
        text = _LINK.sub(r"\1", text)
        return text if len(text) <= _LONGEST else text[: _LONGEST - len(_MORE)] + _MORE


def _level(kind: str, result: dict[str, Node], rule: dict[str, Node]) -> Level | None:
    """How grave a result is; None where it is nothing.

    What is still open or to be reviewed has, as SARIF has it, the level `none` or none at all.
    """
    own = _word("level", result.get("level"), _LEVELS)
    if kind != "fail":
        return _LEVELS[own or "none"] or "warning"
    return _LEVELS[own or _word("level", _default(rule).get("level"), _LEVELS) or "warning"]


def _word(member: str, written: Node, known: Iterable[str]) -> str:
    """One of the words that a member may have; empty where it has none."""
    if written is None:
        return ""
    if not isinstance(written, str) or written not in known:
        raise _UnknownWordError(member, written, known)
    return written


def _default(rule: dict[str, Node]) -> dict[str, Node]:
    return members_of(rule.get("defaultConfiguration"))


def _filled(text: str, arguments: list[str]) -> str:
    """A message with its arguments in place; doubled braces are single ones."""

    def put(match: re.Match[str]) -> str:
        number = match.group(1)
        if number is None:
            return match.group()[0]
        return arguments[int(number)][:_LONGEST] if int(number) < len(arguments) else match.group()

    return _ARGUMENT.sub(put, text) if arguments or "{{" in text or "}}" in text else text


def _is_suppressed(result: dict[str, Node]) -> bool:
    """Whether somebody set a result aside, and nobody has still to agree or has refused to."""
    found = [members_of(suppression) for suppression in items_of(result.get("suppressions"))]
    return bool(found) and all(s.get("status", "accepted") == "accepted" for s in found)
