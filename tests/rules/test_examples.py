"""Each rule's page holds a project that fails it and one that passes it; both are run."""

from __future__ import annotations

import pytest

from gov.rulebook import Example, Rule, examples_of
from tests.rules.judging import judge, places, rulebook

RULES = rulebook().rules


def examples(expectation: str) -> list[tuple[Rule, Example]]:
    """Every example of every rule that is expected to fail, or to pass."""
    return [
        (rule, example)
        for rule in RULES
        for example in examples_of(rule)
        if example.expectation == expectation
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_shows_what_it_flags_and_what_it_does_not(rule: Rule) -> None:
    """A page without both examples explains nothing."""
    assert {example.expectation for example in examples_of(rule)} == {"fails", "passes"}


@pytest.mark.parametrize(
    ("rule", "example"), examples("fails"), ids=lambda v: v.code if isinstance(v, Rule) else ""
)
@pytest.mark.gov("TASK-022.1", "TASK-022.2")
def test_the_failing_example_is_flagged_where_its_page_says(rule: Rule, example: Example) -> None:
    """The place in the page's headline is the place of the finding."""
    found = places(judge(example.files, example.base, example.past), rule.code)
    assert f"{example.path}:{example.line}:{example.column} {rule.code}" in found


@pytest.mark.parametrize(
    ("rule", "example"), examples("passes"), ids=lambda v: v.code if isinstance(v, Rule) else ""
)
@pytest.mark.gov("TASK-022.2")
def test_the_passing_example_is_not_flagged(rule: Rule, example: Example) -> None:
    """The cure on the page is one."""
    found = [place.partition(" ")[2] for place in places(judge(example.files, example.base, example.past))]
    assert rule.code not in found
