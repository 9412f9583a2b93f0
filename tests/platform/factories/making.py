"""Rows of any model, for tests: what a test does not say is filled in, and what a row refers to is made.

    grant = await make(work, Grant, level=Level.READ)

Each model has one factory, in a file of this folder for each domain: what the `number`-th row holds where
nobody says otherwise. All that must be unique is made of the number.

    @factory(Paper)
    def paper(number: int) -> Values:
        return {"title": f"Paper {number}", "owner_id": Of(User)}
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from gov_platform.domains import modules
from gov_platform.kernel import rows
from gov_platform.kernel.database import Model

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

__all__ = ["FACTORIES", "Of", "Values", "factory", "make", "models", "without_factory"]

Values = Mapping[str, object]
Factory = Callable[[int], Values]
M = TypeVar("M", bound=Model)

FACTORIES: dict[type[Model], Factory] = {}
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Of:
    """Stands for an attribute of a new row of another model."""

    model: type[Model]
    attribute: str = "id"


def factory(model: type[Model]) -> Callable[[Factory], Factory]:
    """Let a function say what rows of a model hold."""

    def take(values: Factory) -> Factory:
        FACTORIES[model] = values
        return values

    return take


async def make(work: AsyncSession, model: type[M], **given: object) -> M:
    """A new row, sent to the database, which may refuse it; the caller commits."""
    values = {**FACTORIES[model](next(_NUMBERS)), **given}
    for name, value in values.items():
        if isinstance(value, Of):
            values[name] = getattr(await make(work, value.model), value.attribute)
    row = model(**values)
    work.add(row)
    await work.flush()
    return row


def models() -> list[type[Model]]:
    """Every class that the platform stores, by name."""
    assert [rows, *modules("models")], "they are known once they are imported"
    return sorted((mapper.class_ for mapper in Model.registry.mappers), key=lambda one: one.__name__)


def without_factory(of: Iterable[type], known: Collection[type]) -> list[str]:
    """What to do about each model that no factory makes."""
    return [
        f"{model.__name__}: write @factory({model.__name__}) into {_home_of(model)}"
        for model in of
        if model not in known
    ]


def _home_of(model: type) -> str:
    *_, domain, _ = model.__module__.split(".")
    return f"tests/platform/factories/{domain}.py, as the files beside it do"


def _find() -> None:
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if file.stem != Path(__file__).stem:
            importlib.import_module(f"tests.platform.factories.{file.stem}")


_find()
