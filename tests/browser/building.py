"""A site as a user builds it: a folder with `mkdocs.yml` and `docs/`, and the `mkdocs` command."""

import os
import subprocess
import sys
from pathlib import Path


def build_site(folder: Path) -> Path:
    """Build the site of a folder, in which any warning is an error; give the folder of its pages."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    return folder / "site"
