"""The import contracts hold, and each of them notices the import that it is there to refuse."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOTS = ("gov", "gov_platform", "plugins/gov_mkdocs", "dashboards/gov_dashboards")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run lint-imports on the packages of a folder, all beside each other."""
    command = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def packages(root: Path, tmp_path: Path) -> Path:
    """A copy of the import packages and of the contracts, free to be broken."""
    for folder in ROOTS:
        shutil.copytree(
            root / folder,
            tmp_path / Path(folder).name,
            ignore=shutil.ignore_patterns("_static", "__pycache__"),
        )
    shutil.copyfile(root / ".importlinter", tmp_path / ".importlinter")
    return tmp_path


@pytest.mark.gov("TASK-020.1", "TASK-028.5", "TASK-045.6")
def test_the_contracts_hold(packages: Path) -> None:
    kept = lint(packages)

    assert kept.returncode == 0, kept.stdout + kept.stderr
    assert " 0 broken." in kept.stdout


BREAKS = {
    "gov/config/wrong.py": ("gov.text", "The engine depends one way: from the command down to the errors"),
    "gov/items/wrong.py": ("pyromark", "pyromark has one home: gov.text"),
    "gov/errors_of_the_site.py": (
        "gov.errors",
        "The engine depends one way: from the command down to the errors",
    ),
    "gov/text/drawn.py": ("plotly", "The engine runs without the site's and the platform's libraries"),
    "gov/metrics/drawn.py": ("jinja2", "Jinja makes HTML in gov.reports, and on the site"),
    "gov/reports/wrong.py": ("gov.reports.json", "Reports do not know each other"),
    "gov/change/hosts/wrong.py": ("gov.change.hosts.github", "Hosts do not know each other"),
    "gov_dashboards/wrong.py": ("mkdocs", "The dashboards run without MkDocs"),
    "gov_mkdocs/wrong.py": ("mkdocs", "MkDocs has one home: gov_mkdocs.plugin"),
    "gov_platform/wrong.py": ("gov.errors", "The engine and the platform never import each other"),
    "gov_platform/kernel/wrong.py": (
        "gov_platform.domains.accounts.roles",
        "The platform depends one way: from the command down to the settings",
    ),
    "gov_platform/domains/accounts/wrong.py": (
        "gov_platform.domains.access.resources",
        "The platform's domains form no cycle: each uses those below it alone",
    ),
    "gov_platform/domains/health/wrong.py": (
        "gov_platform.domains.accounts.repository",
        "Other domains see who asks, and change accounts through their directory alone",
    ),
    "gov_platform/domains/content/wrong.py": (
        "gov_platform.domains.events.service",
        "The platform's domains form no cycle: each uses those below it alone",
    ),
    "gov_platform/domains/events/wrong.py": (
        "gov_platform.domains.access.repository",
        "Other domains see the port for resources, and nothing else of access",
    ),
    "gov_platform/domains/files/wrong.py": (
        "gov_platform.adapters.storage",
        "Nobody but the application sees an adapter: mail is sent by jobs alone",
    ),
    "gov/text/dashboard.py": ("gov_dashboards", "Only the MkDocs plug-in imports the dashboards"),
    "gov_dashboards/page.py": ("gov_mkdocs", "Nothing imports the MkDocs plug-in"),
}


@pytest.mark.parametrize("place", BREAKS)
@pytest.mark.gov("TASK-028.5", "TASK-045.6")
def test_an_import_that_a_contract_refuses_breaks_it(packages: Path, place: str) -> None:
    imported, contract = BREAKS[place]
    (packages / place).write_text(f"import {imported}\n")

    broken = lint(packages)

    assert broken.returncode == 1, broken.stdout + broken.stderr
    assert f"{contract} BROKEN" in broken.stdout
