"""What tests of every package share: the repository's own folder, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests import chromium

ROOT = Path(__file__).resolve().parent.parent

# They take two seconds of each start, and no run that a test starts has a use for them.
WITHOUT_SLOW_PLUGINS = tuple(
    f"-pno:{name}" for name in ("schemathesis", "inline_snapshot", "hypothesispytest")
)

# Generated examples are the same in every run, and a slow machine is not a failed law.
settings.register_profile(
    "suite", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def _quick_starts() -> Iterator[None]:
    """Runs of pytest that tests start load no plugins that they have no use for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_ADDOPTS", " ".join(WITHOUT_SLOW_PLUGINS), prepend=" ")
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of this repository."""
    return ROOT


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window; tests that use it are marked `browser`."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.NONE_FOUND, pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield opened
        opened.close()
