"""Backups are made and put back while the platform answers, and what is no backup changes nothing."""

from __future__ import annotations

import asyncio
import io
import json
import shutil
import signal
import socket
import sqlite3
import subprocess
import tarfile
import threading
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import make_url

from gov_platform.app import context_of, worker_of
from gov_platform.kernel.clock import now
from gov_platform.kernel.database import Database
from tests.platform.conftest import SECRET, execute
from tests.platform.test_command import command, platform, variables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gov_platform.settings import Settings

    Run = Callable[..., subprocess.CompletedProcess[str]]

AUTH = "/api/v1/auth"
PASSWORD = "correct horse battery staple"  # noqa: S105 - of this test's people


def variables(settings: Settings) -> dict[str, str]:
    """What names the installation; on SQLite it has a secret of its own."""
    told = {
        "GOV_PLATFORM_ENVIRONMENT": "test",
        "GOV_PLATFORM_DATA": str(settings.data),
        "GOV_PLATFORM_BCRYPT_COST": "4",
    }
    if settings.database:
        told |= {
            "GOV_PLATFORM_DATABASE": settings.database,
            "GOV_PLATFORM_SECRET": SECRET.get_secret_value(),
        }
    return told


@pytest.fixture
def run(settings: Settings, tmp_path: Path) -> Run:
    """The command, in the installation of the test."""

    def run(*words: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return platform(tmp_path, *words, given=given, **{**variables(settings), **more})

    return run


@contextmanager
def serving(settings: Settings, folder: Path) -> Iterator[httpx.Client]:
    """The platform in a process of its own, and a client of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = command("serve", "--port", str(port))
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(words, cwd=folder, env=variables_of(**variables(settings)), stderr=log)
    try:
        transport = httpx.HTTPTransport(retries=8)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=transport, timeout=20) as client:
            yield client
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) in {0, -signal.SIGTERM}


def register(client: httpx.Client, email: str) -> None:
    answer = client.post(f"{AUTH}/register", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 202, answer.text


def login(client: httpx.Client, email: str) -> httpx.Response:
    return client.post(f"{AUTH}/login", json={"email": email, "password": PASSWORD})


def told(done: subprocess.CompletedProcess[str]) -> str:
    """The last line of a command that failed, which is the reason."""
    assert (done.returncode, done.stdout) == (2, ""), done
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


@pytest.mark.gov("TASK-048.3")
def test_a_backup_is_made_and_put_back_while_the_platform_answers(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    stored = settings.folder / "stored" / "deep" / "a file.txt"
    stored.parent.mkdir(parents=True)
    stored.write_text("as it was")
    statuses: list[int] = []
    stop = threading.Event()
    with serving(settings, tmp_path) as client:
        register(client, "mira@example.org")
        bearer = {"Authorization": f"Bearer {login(client, 'mira@example.org').json()['access_token']}"}

        def ask() -> None:
            with httpx.Client(base_url=client.base_url, timeout=20, headers=bearer) as other:
                while not stop.is_set():
                    statuses.append(other.get(f"{AUTH}/me").status_code)

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            made = run("backup", "first.backup")
            register(client, "tom@example.org")
            stored.write_text("changed since")
            refused = run("restore", "first.backup")
            while_there = login(client, "tom@example.org").status_code
            restored = run("restore", "first.backup", "--replace")
        finally:
            stop.set()
            asking.join(60)
            assert not asking.is_alive()
        assert (made.returncode, made.stderr) == (0, "")
        assert made.stdout.startswith("first.backup: the database at revision 0")
        assert told(refused).startswith("error: there is a database already: `--replace`")
        assert while_there == 200
        assert (restored.returncode, restored.stderr) == (0, "")
        assert restored.stdout.startswith("restored as of 20")
        assert set(statuses) <= {200, 503}
        assert statuses.count(503) < 5
        # How many there were is the machine's affair.
        assert statuses.count(200) > 5
        # Those from before are there with their sessions, and those from later are not.
        assert client.get(f"{AUTH}/me", headers=bearer).status_code == 200
        assert login(client, "tom@example.org").status_code == 401
        register(client, "tom@example.org")
        assert login(client, "tom@example.org").status_code == 200
    assert stored.read_text() == "as it was"
    assert not [path for path in settings.folder.rglob("*") if ".restoring-" in str(path)]
    assert (tmp_path / "first.backup").stat().st_mode & 0o777 == 0o600
    assert run("backup", "first.backup").stderr == "error: first.backup is there already: name another file\n"


@pytest.mark.gov("TASK-048.3")
def test_what_is_restored_has_its_files_and_their_bytes(run: Run, settings: Settings, tmp_path: Path) -> None:
    assert run("create-admin", "kim@example.org", given=f"{PASSWORD}\n").returncode == 0
    files, kept = "/api/v1/files", b"\x00kept" * 100_000
    with serving(settings, tmp_path) as client:
        client.headers["Authorization"] = f"Bearer {login(client, 'kim@example.org').json()['access_token']}"
        sent = {"Content-Type": "application/octet-stream"}
        made = client.post(f"{files}?name=kept.bin", content=kept, headers=sent).json()
        unfinished = settings.folder / "stored" / "ab" / f"{'ab' * 16}#1"
        unfinished.parent.mkdir(exist_ok=True)
        unfinished.write_text("as far as it came")
        assert run("backup", "first.backup").returncode == 0
        unfinished.unlink()
        gone = client.delete(f"{files}/{made['id']}", headers={"If-Match": "*"}).status_code
        (settings.folder / "stored" / made["id"][-2:] / made["id"].replace("-", "")).unlink()
        later = client.post(f"{files}?name=later.bin", content=b"later", headers=sent).json()
        assert run("restore", "first.backup", "--replace").returncode == 0
        got = client.get(f"{files}/{made['id']}/bytes")
        listed = client.get(files).json()["items"]
        after = client.get(f"{files}/{later['id']}/bytes").status_code

    assert (gone, got.status_code, after) == (204, 200, 404)
    assert got.content == kept
    assert not unfinished.exists(), "what had not arrived is in no backup"
    assert [one["id"] for one in listed] == [made["id"]]
    place = settings.folder / "stored" / later["id"][-2:] / later["id"].replace("-", "")
    assert place.read_bytes() == b"later"
    for ahead in (timedelta(days=2), timedelta(days=2, minutes=61)):
        asyncio.run(work_off(settings, ahead))
    assert not place.exists(), "no file has it, and no job knew"
    assert (settings.folder / "stored" / made["id"][-2:] / made["id"].replace("-", "")).read_bytes() == kept


async def work_off(settings: Settings, ahead: timedelta) -> None:
    """Run what is due when some time has passed."""
    database = Database(settings)
    await worker_of(replace(context_of(settings, database), clock=lambda: now() + ahead)).run_due()
    await database.close()


def test_an_installation_moves_to_an_empty_place(run: Run, settings: Settings, tmp_path: Path) -> None:
    if settings.database:
        assert run("migrate", "base").returncode == 0
        # Alembic's own table stays, and is a table.
        assert told(run("backup", "a.backup")).startswith("error: the database has no schema")
        return
    assert run("create-admin", "kim@example.org", given=f"{PASSWORD}\n").returncode == 0
    secret = (settings.folder / "secret").read_bytes()
    assert run("backup", "a.backup").returncode == 0
    moved = {"GOV_PLATFORM_DATA": str(tmp_path / "moved")}

    done = run("restore", "a.backup", **moved)

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "moved" / "secret").read_bytes() == secret
    assert (tmp_path / "moved").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "moved" / "platform.db").stat().st_mode & 0o777 == 0o600
    again = run("create-admin", "kim@example.org", given=f"{PASSWORD}\n", **moved)
    assert told(again) == "error: kim@example.org has an account already"
    # Another secret in its place is told.
    (settings.folder / "secret").write_text("x" * 40)
    assert "restart whatever serves" in run("restore", "a.backup", "--replace").stderr


def broken(settings: Settings, folder: Path, run: Run) -> dict[str, tuple[Path, str]]:
    """What is no backup, and what is said of it."""
    assert run("backup", "good.backup").returncode == 0
    good = folder / "good.backup"

    def variant(name: str, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> Path:
        path = folder / f"{name}.backup"
        with tarfile.open(good) as source, tarfile.open(path, "w:gz") as target:
            for info in source:
                file = source.extractfile(info)
                assert file is not None
                changed = change(info.name, file.read())
                if changed is not None:
                    made = tarfile.TarInfo(changed[0])
                    made.size = len(changed[1])
                    target.addfile(made, io.BytesIO(changed[1]))
        return path

    def saying(**changes: str) -> Callable[[str, bytes], tuple[str, bytes]]:
        def change(name: str, content: bytes) -> tuple[str, bytes]:
            if name == "manifest.json":
                content = json.dumps({**json.loads(content), **changes}).encode()
            return name, content

        return change

    elsewhere = "sqlite" if settings.database else "postgresql"

    def outside(name: str, content: bytes) -> tuple[str, bytes]:
        return ("../database" if name == "database" else name.replace("files/", "files/../../")), content

    (folder / "text.backup").write_text("no archive")
    (folder / "cut.backup").write_bytes(good.read_bytes()[:-200])
    linked = folder / "linked.backup"
    with tarfile.open(linked, "w:gz") as tar:
        info = tarfile.TarInfo("database")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    return {
        "text": (folder / "text.backup", "is no backup, or only a part of one"),
        "cut": (folder / "cut.backup", "is no backup, or only a part of one"),
        "link": (linked, "which no backup does"),
        "out": (variant("out", outside), "which no backup does"),
        "absolute": (variant("absolute", lambda name, one: (f"/{name}", one)), "which no backup does"),
        "no manifest": (
            variant("bare", lambda name, content: None if name == "manifest.json" else (name, content)),
            "its manifest is missing or other",
        ),
        "changed": (
            variant("changed", lambda name, content: (name, content + b" " * (name == "database"))),
            "is not what its manifest says: database",
        ),
        "newer": (variant("newer", saying(revision="9999")), "9999, which this version does not know"),
        "older": (variant("older", saying(revision="0001")), "of another revision than its manifest says"),
        "other": (variant("other", saying(database=elsewhere)), "and this installation is on"),
    }  # fmt: skip


def test_what_is_no_backup_changes_nothing(run: Run, settings: Settings, tmp_path: Path) -> None:
    assert run("create-admin", "kim@example.org", given=f"{PASSWORD}\n").returncode == 0
    before = {path: path.read_bytes() for path in settings.folder.rglob("secret")}

    for name, (path, why) in broken(settings, tmp_path, run).items():
        assert why in told(run("restore", str(path), "--replace")), name

    assert {path: path.read_bytes() for path in settings.folder.rglob("secret")} == before
    again = run("create-admin", "kim@example.org", given=f"{PASSWORD}\n")
    assert told(again) == "error: kim@example.org has an account already"
    assert not list(tmp_path.glob("**/.restoring-*"))
    assert not list(tmp_path.glob("**/database"))


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_damaged_database_is_not_backed_up(run: Run, settings: Settings, tmp_path: Path) -> None:
    path = settings.folder / "platform.db"
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'users'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 100)

    assert "error: " in told(run("backup", "a.backup"))
    assert not list(tmp_path.glob("*.backup*"))


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_where_there_is_nothing_there_is_no_backup(run: Run, settings: Settings, tmp_path: Path) -> None:
    shutil.rmtree(settings.folder)

    assert told(run("backup", "a.backup")).startswith("error: there is no database at ")
    assert told(run("backup", "nowhere/a.backup")) == "error: there is no folder nowhere"
    assert not list(tmp_path.glob("*.backup*"))


@pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
def test_a_server_that_is_away_and_programs_that_are_missing_are_told(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    away = {"GOV_PLATFORM_DATABASE": "postgresql://nobody@127.0.0.1:1/none"}
    assert told(run("backup", "a.backup", **away)) == "error: the database cannot be reached"
    # Whoever may not ask the server where its programs are, and has none on PATH.
    server, guest = settings.database.replace("+asyncpg", ""), f"guest_{uuid4().hex}"
    execute(server, f"CREATE ROLE {guest} LOGIN; GRANT SELECT ON alembic_version TO {guest}")
    address = make_url(server).set(username=guest).render_as_string(hide_password=False)
    try:
        missing = run("backup", "a.backup", PATH=str(tmp_path), GOV_PLATFORM_DATABASE=address)
    finally:
        execute(server, f"DROP OWNED BY {guest}; DROP ROLE {guest}")
    assert told(missing).startswith("error: pg_dump is neither beside the server nor on PATH: install")
    assert not list(tmp_path.glob("*.backup*"))
