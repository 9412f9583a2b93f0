"""The Chromium that browser tests open: where it is, and how to get one (`python tests/chromium.py`)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
NONE_FOUND = """\
No Chromium could be found or installed, so the browser tests cannot run.
  Debian, Ubuntu: apt-get install chromium
  elsewhere:      .venv/bin/playwright install --with-deps chromium
  one of your own: GOV_CHROMIUM=/path/to/chromium make test"""


def find() -> Path | None:
    """The first Chromium that starts: $GOV_CHROMIUM, then those on PATH, then playwright's own."""
    named = os.environ.get("GOV_CHROMIUM")
    if named:
        return Path(named) if _starts(named) else None
    for name in NAMES:
        found = shutil.which(name)
        if found and _starts(found):
            return Path(found)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return Path(own) if _starts(own) else None


def _starts(path: str) -> bool:
    """Ubuntu puts a stub on PATH that only asks to install a snap: a file alone proves nothing."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def install() -> None:
    """Through apt where we may (Debian as root), else through playwright; words go to the terminal."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and Path("/etc/debian_version").exists():
        apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], env=apt, check=False)
        wanted = ("chromium", "fonts-liberation")  # without any font, a page has no text to look at
        subprocess.run(
            ["apt-get", "install", "-qy", "--no-install-recommends", *wanted], env=apt, check=False
        )
        if find():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Make sure that there is one; a browser that cannot be had is a failure that says so."""
    named = os.environ.get("GOV_CHROMIUM")
    if named and find() is None:
        print(f"GOV_CHROMIUM names {named}, which does not start.", file=sys.stderr)
        return 1
    if find() is None:
        print("No Chromium found: installing one", file=sys.stderr)
        install()
    found = find()
    if found is None:
        print(NONE_FOUND, file=sys.stderr)
        return 1
    print(f"browser tests will open {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
