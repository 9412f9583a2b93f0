"""The command as a person meets it."""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import subprocess
import sys
from contextlib import chdir, contextmanager
from queue import Empty, Queue
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING

import pytest
import structlog
from click.testing import CliRunner

from gov_platform.cli import main
from gov_platform.settings import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result


def variables_of(**variables: str) -> dict[str, str]:
    """An environment that names our code, some variables and nothing else."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **variables}


def command(*words: str) -> list[str]:
    """The command, as it is run in a process."""
    return [sys.executable, "-c", "from gov_platform.cli import main; main(prog_name='gov-platform')", *words]


def platform(
    folder: Path, *words: str, given: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with what it reads and variables of the environment.

    In this process, for starts are slow, and in a thread of its own, for it runs a loop of its own. One that
    does not end fails its test, and is left alone.
    """
    kept = logging.getLogger()
    handlers, level, configured = kept.handlers, kept.level, structlog.get_config()
    cleared: dict[str, str | None] = {name: None for name in os.environ if name.startswith(PREFIX)}

    ended: Queue[Result] = Queue()

    def run() -> None:
        with chdir(folder):
            done = CliRunner().invoke(main, words, input=given, env={**cleared, **variables})
        ended.put(done)

    try:
        Thread(target=run, daemon=True).start()
        done = ended.get(timeout=60)
    except Empty:
        faulthandler.dump_traceback()
        pytest.fail(f"gov-platform {words} does not end")
    finally:
        kept.handlers = handlers
        kept.setLevel(level)
        logging.captureWarnings(capture=False)
        structlog.configure(**configured)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def started(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder as a person does, in a process of its own."""
    return subprocess.run(
        command(*words),
        cwd=folder,
        env=variables_of(**variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_description_of_the_interface_is_printed(tmp_path: Path) -> None:
    done = started(tmp_path, "openapi")

    assert done.returncode == 0, done.stderr
    described = json.loads(done.stdout)
    assert described["openapi"].startswith("3.1")
    assert "/health" in described["paths"]


@contextmanager
def begun(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """Start what goes on in a process of its own, with what it says; it is killed after a minute at most."""
    process = subprocess.Popen(command(*words), cwd=folder, env=variables_of(), stderr=subprocess.PIPE)
    assert process.stderr is not None
    late = Timer(60, process.kill)
    late.start()
    try:
        yield process, process.stderr
    finally:
        late.cancel()
        process.kill()
        process.communicate(timeout=30)


@pytest.mark.gov("TASK-045.1")
def test_every_wrong_value_is_told_at_once_and_no_secret(tmp_path: Path) -> None:
    done = platform(
        tmp_path,
        "openapi",
        GOV_PLATFORM_SECRET="hunter2",  # noqa: S106 - it is refused
        GOV_PLATFORM_DATABASE="mysql://root:hunter3@host/x",
        GOV_PLATFORM_CORS_ORIGINS="*",
        GOV_PLATFORM_BODY_LIMIT="-1",
        GOV_PLATFORM_METRICS_TOKEN="hunter4",  # noqa: S106 - likewise
        GOV_PLATFORM_BODY_LIMITS="hunter5",
    )

    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0] == "error: GOV_PLATFORM_BODY_LIMITS is no setting: did you mean GOV_PLATFORM_BODY_LIMIT?"
    assert [line.split()[1] for line in lines[1:]] == [
        "GOV_PLATFORM_DATABASE",
        "GOV_PLATFORM_SECRET",
        "GOV_PLATFORM_METRICS_TOKEN",
        "GOV_PLATFORM_CORS_ORIGINS",
        "GOV_PLATFORM_BODY_LIMIT",
    ]
    assert "hunter" not in done.stderr


@pytest.mark.gov("TASK-045.1")
def test_a_secret_that_is_missing_is_told_beside_other_mistakes(tmp_path: Path) -> None:
    for database in ("postgresql://host/x", "mysql://host/x"):
        done = platform(tmp_path, "openapi", GOV_PLATFORM_DATABASE=database, GOV_PLATFORM_POOL_SIZE="none")

        assert done.returncode == 2
        assert "GOV_PLATFORM_SECRET is missing" in done.stderr
        assert "GOV_PLATFORM_POOL_SIZE" in done.stderr


@pytest.mark.gov("TASK-002.2")
def test_the_schema_goes_up_and_down_from_the_command_line(tmp_path: Path) -> None:
    for words in (("migrate",), ("migrate", "base"), ("migrate",)):
        done = platform(tmp_path, *words)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "gov-platform-data" / "platform.db").is_file()


def test_several_workers_do_not_share_a_file(tmp_path: Path) -> None:
    done = platform(tmp_path, "serve", "--workers", "2")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: several workers need a PostgreSQL database")
