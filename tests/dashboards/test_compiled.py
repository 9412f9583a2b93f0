"""A template is compiled once, and anew whenever what it was made of is another."""

from collections.abc import Callable

import pytest
from jinja2 import DictLoader, Environment, nodes

from gov_dashboards.compiled import Compiled


class Counting(Environment):
    """An environment that counts what it compiles."""

    compiled = 0

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT002 - Jinja's signature
    ) -> str:
        Counting.compiled += 1
        return super()._generate(source, name, filename, defer_init)


def shout(text: str) -> str:
    return f"{text}!"


def whisper(text: str) -> str:
    return f"({text})"


@pytest.fixture(autouse=True)
def _none_yet() -> None:
    Counting.compiled = 0


def drawn(
    kept: Compiled,
    source: str = "{{ 'a<'|say }}",
    *,
    say: Callable[[str], str] = shout,
    autoescape: bool = True,
) -> str:
    made = Counting(loader=DictLoader({"a.html": source}), autoescape=autoescape, bytecode_cache=kept)
    made.filters["say"] = say
    return made.get_template("a.html").render()


def test_what_was_compiled_once_is_used_again() -> None:
    kept = Compiled()

    assert drawn(kept) == drawn(kept) == "a&lt;!"
    assert Counting.compiled == 1


def test_a_template_that_was_changed_is_compiled_anew() -> None:
    kept = Compiled()
    drawn(kept)

    assert drawn(kept, "other") == "other"
    assert drawn(kept) == "a&lt;!"
    assert Counting.compiled == 3


def test_what_a_filter_made_of_a_constant_is_not_kept_for_another_filter() -> None:
    kept = Compiled()
    drawn(kept)

    assert drawn(kept, say=whisper) == "(a&lt;)"


def test_an_environment_that_escapes_otherwise_has_code_of_its_own() -> None:
    kept = Compiled()
    drawn(kept)

    assert drawn(kept, autoescape=False) == "a<!"
