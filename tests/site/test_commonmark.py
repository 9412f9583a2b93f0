"""What pages show is CommonMark: the specification's own examples, and the parser's own HTML."""

import re
from pathlib import Path

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov.text.markdown import OPTIONS
from tests.site.rendered import html_of, plain

SPECIFICATION = Path("frontend/node_modules/commonmark-spec/spec.txt")
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
# Where a governed document is meant to be read otherwise.
OTHERWISE = {
    96: "lines between two --- at the very start are front matter",
    98: "lines between two --- at the very start are front matter",
    596: "irc: is no scheme that we let through",
    598: "a+b+c: is no scheme that we let through",
    599: "made-up-scheme: is no scheme that we let through",
    601: "localhost: is read as a scheme, and let through by nobody",
    602: "a bare address is a link, as on GitHub",
    608: "a bare address is a link, as on GitHub",
    611: "a bare address is a link, as on GitHub",
}


def examples(root: Path) -> list[tuple[int, str, str]]:
    file = root / SPECIFICATION
    if not file.is_file():
        pytest.fail(f"{SPECIFICATION} is not there: run `make assets`", pytrace=False)
    text = file.read_text(encoding="utf-8").replace("→", "\t")
    return [(number, match[1], match[2]) for number, match in enumerate(EXAMPLE.finditer(text), 1)]


def test_all_652_examples_of_commonmark_show_what_they_should(root: Path) -> None:
    found = examples(root)
    wrong = [
        number for number, markdown, html in found if plain(html_of(markdown, raw_html=True)) != plain(html)
    ]

    assert len(found) == 652
    assert wrong == list(OTHERWISE)


def test_headings_of_commonmarks_examples_are_those_it_expects(root: Path) -> None:
    def headings(html: str) -> list[str]:
        return re.findall(r"<h[1-6]", html)

    wrong = [
        n
        for n, markdown, html in examples(root)
        if headings(html_of(markdown, raw_html=True)) != headings(html)
    ]

    assert wrong == [96]  # a heading within front matter


PIECES = st.sampled_from((
    "# Head\n", "text", " ", "\n", "\n\n", "- [ ] box ", "- [x] ", "- one\n", "1. first\n", "> quote\n", "\t",
    "| a | b |\n|:--|--:|\n| 1 | 2 |\n", "**bold**", "*em*", "~~gone~~", "`code`", "```py\nx = 1\n```\n",
    '[link](to.md "title")', "![img *alt*](a.png)", "<b>raw</b>", "<!-- note -->", "<div>\n\n", "---\n",
    "===\n", "\\*", "&amp;", "    indented\n", "[ref]\n\n[ref]: /to 'T'\n", "[", "]", "(", "é",
))  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_document_has_the_elements_and_words_that_the_parser_gives(text: str) -> None:
    ours = plain(html_of(text, raw_html=True))
    theirs = plain(pyromark.html(text, options=OPTIONS))

    assert ours == theirs
