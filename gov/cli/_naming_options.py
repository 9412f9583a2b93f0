"""Options that name a revision or a file, and never nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.errors import UsageError

if TYPE_CHECKING:
    import click

__all__ = ["named"]


def named(_ctx: click.Context, option: click.Parameter, value: str | None) -> str:
    """What an option names; empty where it was not given.

    Raises `UsageError` where it was given and names nothing: the variable of a pipeline that was never set
    would switch off what the option asks for.
    """
    if value is not None and not value.strip():
        message = f"{option.opts[0]} names nothing"
        raise UsageError(
            message, help="Is a variable empty that should hold it? Leave the option out, or name one."
        )
    return value or ""
