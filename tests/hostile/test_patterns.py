"""Every regular expression takes time in proportion to its text, and digits are those of ASCII."""

import re
import time
from functools import partial

import pytest

from tests.costs import within
from tests.hostile.patterns import PATTERNS, Pattern, methods, pumps

SIZE = 100_000
SECONDS = 0.2


def test_patterns_are_found_where_they_live() -> None:
    assert {"gov.text.source._LINE_END", "gov.items.vocabulary.Vocabulary._token"} <= set(PATTERNS)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_ascii_digits_and_names_the_end_of_the_text(name: str) -> None:
    written = PATTERNS[name].pattern
    text = written.decode("latin-1") if isinstance(written, bytes) else written
    # Letters of every script: what is no word character, digit or low line is left out.
    text = text.replace(r"[^\W\d_]", "[a]")

    assert not re.search(r"(?<!\\)(?:\\\\)*\\d", text)
    assert not re.search(r"(?<![\\\[^])\$(?![^\[]*\])", text)


def cost(pattern: Pattern, method: str, arguments: tuple[str | bytes, ...]) -> float:
    start = time.process_time()
    found = getattr(pattern, method)(*arguments)
    if method == "finditer":
        sum(1 for _ in found)
    return time.process_time() - start


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.gov("TASK-031.3")
def test_a_pattern_is_linear(name: str) -> None:
    pattern = PATTERNS[name]
    for text in pumps(pattern, SIZE):
        data = text.encode() if isinstance(pattern.pattern, bytes) else text
        for method in methods(name):
            arguments = (data[:0], data) if method == "sub" else (data,)
            spent = within(SECONDS, partial(cost, pattern, method, arguments))
            assert spent, (method, text[:40], text[-3:], spent)


@pytest.mark.hard
@pytest.mark.untimed
def test_the_pumps_show_a_pattern_that_is_not_linear() -> None:
    slow = re.compile(r"\s*[|]\s*\Z")
    costs = [cost(slow, "search", (text,)) for text in pumps(slow, 20_000)]

    assert max(costs) > 20 * sorted(costs)[len(costs) // 2]
