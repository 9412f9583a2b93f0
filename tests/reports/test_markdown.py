"""Markdown for a comment: a table that holds, text that mentions nobody, and an end before the limit."""

import re

from gov.reports.markdown import MOST_CHARACTERS
from tests.reports.reading import rendered, written
from tests.reports.verdicts import hostile, many, verdict


def test_the_verdict_is_the_first_line() -> None:
    lines = written("markdown", verdict()).splitlines()

    assert lines[0] == "## \u274c govtrace: failed"
    assert lines[2].startswith("1 error, 1 warning, 0 notes, 1 rule broken down; 2 rules run")


def test_sections_are_folded_and_closed() -> None:
    text = written("markdown", verdict())

    assert [s.get_text() for s in rendered(text).find_all("summary")] == [
        "How to cure them",
        "1 rule broken down: a fault of the rule",
        "1 finding suppressed in the text",
        "1 finding set aside by the baseline",
    ]
    assert text.count("<details>") == text.count("</details>")


def test_hostile_text_neither_breaks_a_table_nor_becomes_html_nor_mentions_anybody() -> None:
    page = rendered(written("markdown", hostile()))

    assert page.find_all(["script", "img", "a", "iframe"]) == []
    for table in page.find_all("table"):
        columns = len(table.find_all("th"))
        assert {len(row.find_all(["td", "th"])) for row in table.find_all("tr")} == {columns}
    loose = [node for node in page.find_all(string=True) if node.find_parent(["code", "pre"]) is None]
    assert [str(node) for node in loose if re.search(r"@\w|#[0-9]|://|www\.|\$.", node)] == []
    assert {tag.name for tag in page.select("*")} <= {
        "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "pre", "span", "details", "summary",
        "ul", "li", "strong",
    }  # fmt: skip


def test_65000_characters_are_never_passed_and_what_is_left_out_is_counted() -> None:
    text = written("markdown", many(3_000))

    assert len(text) <= MOST_CHARACTERS
    assert len(text) > MOST_CHARACTERS - 3_000
    shown = len(rendered(text).select("table")[0].find_all("tr")) - 1
    left_out = re.findall(r"\*([0-9,]+) more findings? left out here", text)
    assert int(left_out[0].replace(",", "")) + shown == 3_001
    assert text.count("<details>") == text.count("</details>")


def test_the_longest_hostile_texts_stay_below_the_limit() -> None:
    assert len(written("markdown", hostile())) < MOST_CHARACTERS
