"""The one Jinja environment of the site's pages: everything escaped, nothing undefined."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from gov_dashboards import addresses, sparkline

# The icon and colour of each status group; `warning` has a class of its own, since it is a severity as well.
STATUS_CLASSES = {
    "done": "gov-done",
    "running": "gov-running",
    "blocked": "gov-blocked",
    "warning": "gov-attention",
    "none": "gov-none",
}


def environment() -> Environment:
    """Make the environment that knows `parts.html`; whatever a template's name ends with, it escapes."""
    made = Environment(
        loader=PackageLoader("gov_dashboards", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["href"] = addresses.checked
    made.filters["sparkline"] = sparkline.path
    made.globals["STATUS_CLASSES"] = STATUS_CLASSES
    return made
