"""`mkdocs serve` builds again when what a site is made of changes, in the documents folder and beyond."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import socket

import pytest

from tests.site.building import HEALTHY, write

REPORT = (
    '<testsuite><testcase name="door"><properties><property name="gov" value="TASK-001.1"/></properties>'
    "{}</testcase></testsuite>"
)
PATIENCE = 60
FILES = {
    **{name: text for name, text in HEALTHY.items() if name != "docs/plan.md"},
    "plan.md": HEALTHY["docs/plan.md"],
    "gov.toml": '[evidence]\njunit = ["reports/junit.xml"]\n',
    "reports/junit.xml": REPORT.format(""),
}


@contextmanager
def served(folder: Path) -> Iterator[Callable[[str], str]]:
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}")
    process = subprocess.Popen(command, cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})

    def page(address: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{address}", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    try:
        yield page
    finally:
        process.terminate()
        process.wait(PATIENCE)


def comes(page: Callable[[str], str], address: str, words: str) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if words in page(address):
            return True
        time.sleep(0.3)
    return False


@pytest.mark.hard
def test_the_site_follows_documents_settings_and_evidence(tmp_path: Path) -> None:
    """The settings come later than the site does: that a file is new is a change as well."""
    write(tmp_path, {name: text for name, text in FILES.items() if name != "gov.toml"})
    with served(tmp_path) as page:
        assert comes(page, "items/TASK-001/", "Sign in")
        assert "Passed" not in page("items/TASK-001/")
        write(tmp_path, {"gov.toml": FILES["gov.toml"]})
        assert comes(page, "items/TASK-001/", "Passed")
        write(tmp_path, {"docs/tasks.md": FILES["docs/tasks.md"].replace("Sign in", "Log in")})
        assert comes(page, "items/TASK-001/", "Log in")
        write(tmp_path, {"plan.md": FILES["plan.md"].replace("Accounts", "Accounts of people")})
        assert comes(page, "items/PLAN-001/", "Accounts of people")
        write(tmp_path, {"reports/junit.xml": REPORT.format("<failure/>")})
        assert comes(page, "items/TASK-001/", "Failed")
        write(tmp_path, {"gov.toml": FILES["gov.toml"].replace("junit.xml", "*.xml")})
        assert comes(page, "items/TASK-001/", "Failed")
        write(tmp_path, {"reports/other.xml": REPORT.replace("001.1", "002.1").format("")})
        assert comes(page, "items/TASK-002/", "Passed")
        more = "### PLAN-002: Sessions\n\n**Status**: Active\n**References**: CONST-P1\n"
        write(tmp_path, {"more.md": more})
        assert comes(page, "items/PLAN-002/", "Sessions")

    assert not (tmp_path / "site").exists()
    assert not list(tmp_path.glob(".*.gov"))


@pytest.mark.hard
def test_a_build_that_writes_its_reports_is_not_built_without_end(tmp_path: Path) -> None:
    """With the same bytes, under a name that is read and one beside it that comes and goes."""
    write(
        tmp_path,
        FILES
        | {
            "mkdocs.yml": f"{FILES['mkdocs.yml']}hooks: [hook.py]\n",
            "hook.py": (
                "from pathlib import Path\n\n\n"
                "def on_pre_build(config):\n"
                f"    Path('reports/junit.xml').write_text({FILES['reports/junit.xml']!r})\n"
                "    Path('reports/passing.xml').write_text('<testsuite/>')\n"
                "    Path('reports/passing.xml').unlink()\n"
                "    Path('reports/beside.xml').write_text('<testsuite/>')\n"
                "    with Path('builds.txt').open('a') as log:\n"
                "        log.write('.')\n"
            ),
        },
    )
    with served(tmp_path) as page:
        # The first build comes before anything is watched.
        assert comes(page, "items/TASK-001/", "Passed")
        write(tmp_path, {"plan.md": FILES["plan.md"].replace("Accounts", "Accounts of people")})
        assert comes(page, "items/PLAN-001/", "Accounts of people")
        time.sleep(10)

    # A third may be for the file that came beside the one that is read.
    assert len((tmp_path / "builds.txt").read_text()) <= 3
