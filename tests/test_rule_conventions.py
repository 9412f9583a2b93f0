"""What every rule and family keeps, so that a new one needs no list, no registration and no second look."""

import re
from collections import Counter
from pathlib import Path

import pytest

import gov.rules
from gov.rulebook import Family, Rule, examples_of, load_rulebook
from tests.rules.judging import judge

BOOK = load_rulebook(gov.rules)
FILES = sorted(path for path in Path(*gov.rules.__path__).glob("enf_*/*.py") if not path.name.startswith("_"))


@pytest.mark.gov("TASK-022.2")
def test_every_file_of_a_family_is_a_rule_of_its_name() -> None:
    named = {
        f"{'-'.join(path.parent.name.split('_')[:2]).upper()}.{path.stem.replace('_', '-')}" for path in FILES
    }

    assert {rule.code for rule in BOOK.rules} == named


def test_no_code_is_given_twice() -> None:
    codes = Counter(rule.code for rule in BOOK.rules)

    assert {code: count for code, count in codes.items() if count > 1} == {}


@pytest.mark.parametrize("family", BOOK.families, ids=lambda family: family.code)
def test_a_family_asks_a_question_and_names_the_principle_it_serves(family: Family) -> None:
    assert family.page.partition("\n")[0].endswith("?")
    assert re.search(r"\bCONST-P[0-9]+\b", family.page)


def test_a_family_is_titled_as_people_write_it() -> None:
    titles = {family.code: family.title for family in BOOK.families}

    assert titles["ENF-006"] == "API documentation"
    assert titles["ENF-011"] == "Code and commits"


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.code)
@pytest.mark.gov("TASK-022.2")
def test_a_rule_has_a_page_that_shows_what_fails_and_what_passes(rule: Rule) -> None:
    expectations = {example.expectation for example in examples_of(rule) if example.files}

    assert rule.summary.endswith(".")
    assert expectations == {"fails", "passes"}


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.code)
def test_a_rule_says_how_to_cure_what_it_finds(rule: Rule) -> None:
    prose = re.sub(r"```.*?```", "", rule.documentation, flags=re.DOTALL)
    paragraphs = [
        part
        for part in re.split(r"\n\n+", prose)
        if part.strip() and not part.startswith(("Fails", "Passes"))
    ]

    assert len(paragraphs) >= 2, "a rule's page says what is wrong, then why it matters and how to cure it"


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.code)
def test_a_rule_that_says_it_has_a_fix_shows_one_and_no_other_has_any(rule: Rule) -> None:
    fixes = [
        finding.fix
        for example in examples_of(rule)
        if example.expectation == "fails"
        for finding in judge(example.files, example.base or None, example.past).findings
        if finding.code == rule.code
    ]
    made = {"safe" if fix.is_safe else "unsafe" for fix in fixes if fix is not None}

    assert made == ({rule.fix} if rule.fix != "none" else set())
