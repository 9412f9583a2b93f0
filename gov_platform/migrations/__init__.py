"""How the schema of a database comes to be what the models say: steps up and down, run by Alembic.

Alembic is imported once there is something to do: most starts find the schema as it should be.
"""

from __future__ import annotations

import asyncio
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import pool, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["downgrade", "newest", "revisions", "statements", "upgrade"]

_STEPS = Path(__file__).parent / "versions"
_HEAD = "head"


def newest() -> str:
    """The name of the last step."""
    return max(revisions())


def revisions() -> set[str]:
    """The names of all steps: what their files begin with."""
    return {path.stem.partition("_")[0] for path in _STEPS.glob("[0-9]*.py")}


def upgrade(url: str, revision: str = _HEAD) -> None:
    """Take the database at an address up to a revision."""
    if revision == _HEAD and asyncio.run(_last_step(url)) == newest():
        return
    from alembic import command  # noqa: PLC0415 - seldom needed, and slow to import

    command.upgrade(_configuration(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take the database at an address down to a revision; `base` removes everything."""
    from alembic import command  # noqa: PLC0415 - likewise

    command.downgrade(_configuration(url), revision)


def statements(url: str) -> str:
    """What a server of that kind would be told, from nothing up to the newest step."""
    from alembic import command  # noqa: PLC0415 - likewise

    configuration = _configuration(url)
    configuration.output_buffer = written = StringIO()
    command.upgrade(configuration, _HEAD, sql=True)
    return written.getvalue()


async def _last_step(url: str) -> str | None:
    """The step at which a database is; None where it has none, or cannot be asked."""
    engine = create_async_engine(url, poolclass=pool.NullPool)
    try:
        async with engine.connect() as connection:
            found: str | None = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    except (DBAPIError, OSError):
        return None
    finally:
        await engine.dispose()
    return found


def _configuration(url: str) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - likewise

    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent))
    configuration.attributes["url"] = url
    return configuration
