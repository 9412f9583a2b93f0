"""What Alembic runs: every step in one transaction, on whatever database the command names."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from alembic import context
from sqlalchemy import pool
from sqlalchemy.ext.asyncio import create_async_engine

from gov_platform.domains import modules
from gov_platform.kernel import rows
from gov_platform.kernel.database import Model

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Importing them is what fills the metadata.
_MODELS = [rows, *modules("models")]


def _run(connection: Connection | None) -> None:
    """Run the steps on a connection; without one, write down what would be run."""
    context.configure(
        connection=connection,
        url=context.config.attributes["url"],
        literal_binds=connection is None,
        target_metadata=Model.metadata,
        render_as_batch=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        if context.get_context().dialect.name == "postgresql":
            # A step that has to wait for others would keep all who come after it waiting as well.
            context.execute("SET LOCAL lock_timeout = '10s'")
            context.execute("SET LOCAL statement_timeout = '10min'")
        context.run_migrations()


async def _connect() -> None:
    engine = create_async_engine(context.config.attributes["url"], poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
        await connection.commit()
    await engine.dispose()


if context.is_offline_mode():
    _run(None)
else:
    asyncio.run(_connect())
