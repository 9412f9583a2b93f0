"""Refuse to build a wheel or an sdist that would reach users without the site's assets."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = Path("dashboards/gov_dashboards/_static")


class AssetsMustBeBuilt(BuildHookInterface[Any]):
    """Fail early, with the command that cures it; editable installs are left alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Look for a built script before anything is packed."""
        del build_data
        if version == "editable":
            return
        if not any((Path(self.root) / ASSETS).rglob("*.js")):
            self.app.abort(
                f"{ASSETS}/ holds no built assets, so the dashboards would be empty. "
                "Run `make assets` (or `python frontend/build.py`), then build again."
            )
