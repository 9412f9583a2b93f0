"""What Lighthouse makes of the site, on a desk and on a phone (`make lighthouse`): at least 95 of 100 each.

It builds nothing: `site/` is what is looked at. What it takes and does not find is a failure.
A page has three tries, as the machine may be busy with something else: its best counts.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from tests import chromium
from tests.browser.serving import Quiet

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "frontend" / "lighthouse"
PAGES = ("", "governance/tasks/", "items/TASK-001/", "dashboard/")
FORMS = ("desktop", "mobile")
LEAST = 95
TRIES = 3


class Failed(Exception):  # noqa: N818 - read as a sentence
    """It could not be measured, and the message says what to do."""


class Zipped(Quiet):
    """Serves files as a host does: packed, and to be kept by the browser."""

    def do_GET(self) -> None:  # noqa: N802 - the name it overrides
        """Answer with a file, or a folder's page."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(path)
        data = path.read_bytes() if kind.startswith("image/") else gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if not kind.startswith("image/"):
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=31536000")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder packed; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Zipped, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def main() -> int:
    """Measure each page in each form; 1 where one has less than it should, or nothing could be measured."""
    try:
        lacking = looked_at(installed(), ROOT / "site")
    except Failed as problem:
        sys.stderr.write(f"lighthouse: {problem}\n")
        return 1
    for line in lacking:
        sys.stderr.write(f"lighthouse: {line}\n")
    return 1 if lacking else 0


def looked_at(node: str, site: Path) -> list[str]:
    """What is below the least, in words."""
    browser = chromium.find()
    if browser is None:
        raise Failed(chromium.NONE_FOUND)
    if not (site / "index.html").is_file():
        raise Failed("site/ is not there: run `make site` first.")
    with serving(site) as address:
        return [bad for form in FORMS for bad in measured(node, browser, form, address)]


def installed() -> str:
    """The Node that runs it, with Lighthouse installed by its lock."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise Failed("it takes Node 22 or newer with npm on PATH. Nothing else of this project needs them.")
    lock = TOOL / "package-lock.json"
    stamp = TOOL / "node_modules" / ".govtrace-lock"
    if not stamp.is_file() or stamp.read_bytes() != lock.read_bytes():
        done = subprocess.run([npm, "ci"], cwd=TOOL, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(f"`npm ci` failed in {TOOL}:\n{done.stderr.strip()}")
        stamp.write_bytes(lock.read_bytes())
    return node


def measured(node: str, browser: Path, form: str, address: str) -> list[str]:
    """What is below the least in one form, in words; what was measured is printed."""
    left: Sequence[str] = PAGES
    said: dict[str, str] = {}
    for _ in range(TRIES):
        found = run(node, browser, form, [f"{address}{page}" for page in left])
        for page, (scores, lacking) in zip(tuple(left), found, strict=True):
            told = ", ".join(f"{name} {score}" for name, score in scores.items())
            sys.stdout.write(f"{form:8} /{page:20} {told}\n")
            low = [f"{name} {score}" for name, score in scores.items() if score < LEAST]
            if low:
                said[page] = f"/{page} on {form}: {', '.join(low)}, below {LEAST}: {', '.join(lacking)}"
            else:
                said.pop(page, None)
        left = tuple(said)
        if not left:
            break
    return list(said.values())


def run(
    node: str, browser: Path, form: str, addresses: Sequence[str]
) -> list[tuple[dict[str, int], list[str]]]:
    """The scores of each page, and what lowers them."""
    done = subprocess.run(
        [node, "measure.mjs", form, *addresses],
        cwd=TOOL,
        env={**os.environ, "CHROME_PATH": str(browser)},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or len(lines) != len(addresses):
        raise Failed(f"it stopped:\n{done.stderr.strip()}")
    return [(line["scores"], line["lacking"]) for line in lines]


if __name__ == "__main__":
    sys.exit(main())
