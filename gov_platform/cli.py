"""`gov-platform`: serves the platform, and does for it what nobody should do by hand."""

from __future__ import annotations

import asyncio
import gc
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from gov_platform.settings import Settings

__all__ = ["main"]


def _settings() -> Settings:
    try:
        from gov_platform.settings import SettingsError, read_settings  # noqa: PLC0415 - it may not be there
    except ImportError as error:
        click.echo(f"error: {error.name} is not installed: `pip install 'govtrace[platform]'`", err=True)
        sys.exit(2)
    try:
        return read_settings()
    except SettingsError as error:
        for line in str(error).splitlines():
            click.echo(f"error: {line}", err=True)
        sys.exit(2)


def _logging(settings: Settings) -> Settings:
    """Settings, once everything that is logged leaves in the form that they say."""
    from gov_platform.kernel.log import set_up_log  # noqa: PLC0415 - other commands do without

    set_up_log(settings)
    return settings


@click.group()
@click.version_option(package_name="govtrace", message="gov-platform %(version)s")
def main() -> None:
    """Run the platform: accounts, roles, content and events behind one interface."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65_535), help="The port.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the interface; without settings, on SQLite in a folder of data.

    \b
    Examples:
      gov-platform serve
      gov-platform serve --host 0.0.0.0 --port 8080
    """
    # Imports make much and drop little: to look for what was dropped takes a fifth of the start.
    gc.disable()
    from gov_platform import serving  # noqa: PLC0415 - other commands do without
    from gov_platform.migrations import upgrade  # noqa: PLC0415 - likewise

    settings = _logging(_settings())
    if workers > 1 and not settings.database:
        click.echo("error: several workers need a PostgreSQL database and a secret that they share", err=True)
        sys.exit(2)
    upgrade(settings.database_url)
    where = settings.folder.resolve() if not settings.database else "the database that is set"
    if not settings.smtp_host:
        click.echo(f"mail: written to {settings.folder.resolve() / 'mail'}, none is sent", err=True)
    click.echo(f"data: {where}\nhttp://{host}:{port}/health\nhttp://{host}:{port}/openapi.json", err=True)
    serving.serve("gov_platform.app:from_environment", host=host, port=port, workers=workers)


@main.command()
def worker() -> None:
    """Do what is to be done later, until told to stop; for `serve` with the setting `worker` at `separate`.

    Any number may run. SIGTERM lets what runs end, and gives back what takes longer than 20 seconds.

    \b
    Examples:
      gov-platform worker
    """
    settings = _logging(_settings())
    where = settings.folder.resolve() if not settings.database else "the database that is set"
    click.echo(f"data: {where}", err=True)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    from gov_platform.app import context_of, worker_of  # noqa: PLC0415 - likewise
    from gov_platform.kernel.database import Database  # noqa: PLC0415 - likewise

    database, stop = Database(settings), asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    try:
        await worker_of(context_of(settings, database)).run(stop, grace=20)
    finally:
        await database.close()


@main.command()
@click.argument("revision", default="head")
def migrate(revision: str) -> None:
    """Take the schema of the database to a revision: up to the newest, or `base` to remove it.

    \b
    Examples:
      gov-platform migrate
      gov-platform migrate base
    """
    from gov_platform.migrations import downgrade, upgrade  # noqa: PLC0415 - likewise

    settings = _logging(_settings())
    move = downgrade if revision == "base" or revision.startswith("-") else upgrade
    move(settings.database_url, revision)


@main.command("create-admin")
@click.argument("email")
def create_admin(email: str) -> None:
    """Make an account with all rights.

    The password is asked for; where nobody sits at a terminal, it is the first line of standard input.

    \b
    Examples:
      gov-platform create-admin kim@example.org
    """
    from gov_platform.domains.accounts import administration  # noqa: PLC0415 - likewise
    from gov_platform.kernel.errors import Problem  # noqa: PLC0415 - likewise
    from gov_platform.migrations import upgrade  # noqa: PLC0415 - likewise

    settings = _settings()
    password = (
        click.prompt("Password", hide_input=True, confirmation_prompt=True, type=str)
        if sys.stdin.isatty()
        else sys.stdin.readline().rstrip("\r\n")
    )
    upgrade(settings.database_url)
    try:
        kept = asyncio.run(administration.create_admin(settings, email, password))
    except Problem as error:
        click.echo(f"error: {error.detail.removeprefix('body.')}", err=True)
        sys.exit(2)
    click.echo(f"{kept} has an account with all rights")


@main.command("rotate-keys")
@click.option("--distrust", is_flag=True, help="Refuse every access token that an older key has signed.")
def rotate_keys(distrust: bool) -> None:  # noqa: FBT001 - as Click calls it
    """Sign access tokens with a new key; those of older ones stay good until they expire.

    \b
    Examples:
      gov-platform rotate-keys
      gov-platform rotate-keys --distrust
    """
    from gov_platform.domains.accounts import administration  # noqa: PLC0415 - likewise
    from gov_platform.kernel.errors import Problem  # noqa: PLC0415 - likewise

    try:
        kid = asyncio.run(administration.replace_keys(_settings(), distrust=distrust))
    except Problem as error:
        click.echo(f"error: {error.detail}", err=True)
        sys.exit(2)
    click.echo(f"{kid} signs within half a minute")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write everything into one new file, while the platform serves.

    That is the database, the secret and the files in the folder of data: keep it where nobody else reads.

    \b
    Examples:
      gov-platform backup monday.backup
    """
    from gov_platform.backup.errors import BackupError  # noqa: PLC0415 - likewise
    from gov_platform.backup.keeping import back_up  # noqa: PLC0415 - likewise

    try:
        manifest = back_up(_logging(_settings()), file)
    except BackupError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    click.echo(f"{file}: the database at revision {manifest.revision}, and {len(manifest.files)} files")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Give up the database that is there.")
def restore(file: Path, replace: bool) -> None:  # noqa: FBT001 - as Click calls it
    """Make this installation what a backup holds: the whole of it, or nothing.

    An older schema is taken to the newest step by `migrate`, or by `serve` as it starts.

    \b
    Examples:
      gov-platform restore monday.backup --replace
    """
    from gov_platform.backup.errors import BackupError  # noqa: PLC0415 - likewise
    from gov_platform.backup.keeping import restore as put_back  # noqa: PLC0415 - likewise

    try:
        manifest, is_new_secret = put_back(_logging(_settings()), file, replace=replace)
    except BackupError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    made = manifest.made.isoformat(timespec="seconds")
    click.echo(
        f"restored as of {made}: the database at revision {manifest.revision}, {len(manifest.files)} files"
    )
    if is_new_secret:
        click.echo("the secret is another one now: restart whatever serves", err=True)


@main.command()
def openapi() -> None:
    """Print the description of the interface, as OpenAPI 3.1.

    \b
    Examples:
      gov-platform openapi > openapi.json
    """
    from gov_platform.app import create_app  # noqa: PLC0415 - likewise

    click.echo(json.dumps(create_app(_settings()).openapi(), indent=2))
