"""Refuse to build a wheel or an sdist that would reach users without the site's assets."""

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = Path("dashboards/gov_dashboards/_static")


class AssetsMustBeBuilt(BuildHookInterface[Any]):
    """Fail early, with the command that cures it; what no site is built with is left alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Look for a built script before anything is packed."""
        del build_data
        if version == "editable" or _is_for_a_hook(Path(self.root)):
            return
        if not any((Path(self.root) / ASSETS).rglob("*.js")):
            self.app.abort(
                f"{ASSETS}/ holds no built assets, so the dashboards would be empty. "
                "Run `make assets` (or `python frontend/build.py`), then build again."
            )


def _is_for_a_hook(root: Path) -> bool:
    """Whether pre-commit installs its clone of this repository, into its environment inside of the clone."""
    environment = Path(os.environ.get("VIRTUAL_ENV", ""))
    return environment.parent == root and environment.name.startswith("py_env-")
