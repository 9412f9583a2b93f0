"""How the schema of a database comes to be what the models say: steps up and down, run by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

__all__ = ["downgrade", "upgrade"]


def _configuration(url: str) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent))
    configuration.attributes["url"] = url
    return configuration


def upgrade(url: str, revision: str = "head") -> None:
    """Take the database at an address up to a revision."""
    command.upgrade(_configuration(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take the database at an address down to a revision; `base` removes everything."""
    command.downgrade(_configuration(url), revision)
