"""Every rule there is, found by presence: a folder is a family, a file in it a diagnostic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gov import discovery
from gov.rulebook.rule import Rule

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["Family", "Rulebook", "load_rulebook"]


class Family(NamedTuple):
    """One question about the project; `page` is the docstring of its folder.

    `title` is what the folder says in `TITLE`, else the words of its name.
    """

    code: str
    title: str
    page: str


class Rulebook(NamedTuple):
    """Families and rules, in order of their codes."""

    families: tuple[Family, ...]
    rules: tuple[Rule, ...]

    def rule(self, code: str) -> Rule | None:
        """The rule of a code, upper and lower case alike."""
        wanted = code.casefold()
        return next((rule for rule in self.rules if rule.code.casefold() == wanted), None)


def load_rulebook(package: ModuleType) -> Rulebook:
    """Every family and rule below a package: the file's name is the diagnostic's."""
    families, rules = [], []
    for folder in discovery.packages(package):
        name = folder.__name__.rpartition(".")[2]
        parts = name.split("_")
        code = f"{parts[0].upper()}-{parts[1]}"
        page = (folder.__doc__ or "").strip()
        title = getattr(folder, "TITLE", " ".join(parts[2:]).capitalize())
        families.append(Family(code, title, page))
        for module in discovery.modules(folder):
            file = module.__name__.rpartition(".")[2]
            found = getattr(module, file, None)
            if not isinstance(found, Rule):
                message = f"{module.__name__} holds no rule called {file}"
                raise TypeError(message)
            rules.append(replace(found, code=f"{code}.{file.replace('_', '-')}"))
    return Rulebook(tuple(families), tuple(rules))
