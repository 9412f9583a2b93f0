"""Each report read back with a parser of its own form: which findings does it tell of, and where."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

import pyromark
from bs4 import BeautifulSoup

from gov.reports import Context, report
from gov.text.markdown import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from gov.rulebook import Severity, Verdict

ROOT = Path("/project")


class Told(NamedTuple):
    """What a report says of a finding."""

    code: str
    path: str
    line: int
    column: int
    message: str


def written(name: str, verdict: Verdict, threshold: Severity = "error") -> str:
    """A verdict in a format."""
    return report(name)(verdict, Context(ROOT, threshold))


def told(name: str, text: str) -> list[Told]:
    """The findings that a report in a format tells of."""
    return _READERS[name](text)


def rendered(text: str) -> BeautifulSoup:
    """Markdown as a host shows it."""
    return BeautifulSoup(pyromark.html(text, options=OPTIONS), "html.parser")


def xml(text: str) -> ElementTree.Element:
    """The root of an XML report."""
    return ElementTree.fromstring(text)  # noqa: S314 - our own output, which holds no entity


def _lines(text: str) -> list[Told]:
    form = re.compile(r"(\S+?):([0-9]+):([0-9]+): [a-z]+\[([^]]+)\] (.*)")
    return [
        Told(m[4], m[1], int(m[2]), int(m[3]), m[5])
        for line in text.splitlines()
        if (m := form.fullmatch(line))
    ]


def _json(text: str) -> list[Told]:
    return [_record(value) for value in json.loads(text)["findings"]]


def _jsonl(text: str) -> list[Told]:
    values = [json.loads(line) for line in text.splitlines()]
    assert [value["type"] for value in values] == ["finding"] * (len(values) - 1) + ["summary"]
    return [_record(value) for value in values[:-1]]


def _record(value: dict[str, str]) -> Told:
    return Told(value["code"], value["path"], int(value["line"]), int(value["column"]), value["message"])


def _github(text: str) -> list[Told]:
    found = []
    for line in text.splitlines():
        if line.startswith("::"):
            head, data = line[2:].split("::", 1)
            properties = dict(entry.split("=", 1) for entry in head.split(" ", 1)[1].split(","))
            message = unquote(data).split("\n")[0]
            found.append(
                Told(
                    properties["title"],
                    properties["file"],
                    int(properties["line"]),
                    int(properties["col"]),
                    message,
                )
            )
    return found


def _sarif(text: str) -> list[Told]:
    (run,) = json.loads(text)["runs"]
    found = []
    for result in run["results"]:
        if result["suppressions"]:
            continue
        place = result["locations"][0]["physicalLocation"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        message = result["message"]["text"].split("\n")[0].replace("\\[", "[")
        path, region = unquote(place["artifactLocation"]["uri"]), place["region"]
        found.append(Told(result["ruleId"], path, region["startLine"], region["startColumn"], message))
    return found


def _junit(text: str) -> list[Told]:
    told_in = [
        *(found.text or "" for found in xml(text).iter("failure")),
        *(found.text or "" for found in xml(text).iter("system-out")),
    ]
    return sorted(_lines("\n".join(told_in)), key=lambda t: (t.path, t.line, t.column, t.code))


def _checkstyle(text: str) -> list[Told]:
    return [
        Told(error.attrib["source"], file.attrib["name"], int(error.attrib["line"]),
             int(error.attrib["column"]), error.attrib["message"])
        for file in xml(text).iter("file")
        for error in file
    ]  # fmt: skip


def _gitlab(text: str) -> list[Told]:
    return [
        Told(issue["check_name"], issue["location"]["path"], issue["location"]["lines"]["begin"],
             issue["location"]["positions"]["begin"]["column"], issue["description"])
        for issue in json.loads(text)
    ]  # fmt: skip


def _rdjson(text: str) -> list[Told]:
    found = []
    for diagnostic in json.loads(text)["diagnostics"]:
        place = diagnostic["location"]
        start = place["range"]["start"]
        message = diagnostic["message"].split("\n")[0]
        found.append(
            Told(diagnostic["code"]["value"], place["path"], start["line"], start["column"], message)
        )
    return found


def _markdown(text: str) -> list[Told]:
    table = rendered(text).find("table")
    found = []
    for row in table.find_all("tr")[1:] if table else []:
        _, place, finding = row.find_all("td")
        code = finding.find_all("code")[-1].extract().get_text()
        found.append(_placed(place.get_text(), code, finding.get_text()))
    return found


def _html(text: str) -> list[Told]:
    section = BeautifulSoup(text, "html.parser").find("section", attrs={"aria-labelledby": "findings"})
    assert section is not None
    return [
        _placed(
            article.select(".head .place")[0].get_text(),
            article.select(".head .code")[0].get_text(),
            article.select("h3")[0].get_text(),
        )
        for article in section.find_all("article")
    ]


def _placed(place: str, code: str, message: str) -> Told:
    path, line, column = place.strip().rsplit(":", 2)
    return Told(code.strip(), path, int(line), int(column), message.strip())


_READERS: dict[str, Callable[[str], list[Told]]] = {
    "text": _lines, "concise": _lines, "json": _json, "jsonl": _jsonl, "github": _github, "sarif": _sarif,
    "junit": _junit, "checkstyle": _checkstyle, "gitlab": _gitlab, "rdjson": _rdjson, "markdown": _markdown,
    "summary": _markdown,
    "html": _html,
}  # fmt: skip
