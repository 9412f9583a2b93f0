"""Cards and charts for the site: they draw what `gov.metrics` counts.

`STATIC` is the folder of what a page loads (gov.css, gov.js, plotly-basic.min.js); `environment()` gives
the Jinja environment with the macros of `parts.html`; `render_dashboard(subject)` and `neighbourhood(...)`
give HTML.
"""

from pathlib import Path

from gov_dashboards.environment import environment
from gov_dashboards.neighbourhood import neighbourhood

STATIC = Path(__file__).parent / "_static"

__all__ = ["STATIC", "environment", "neighbourhood"]
