"""The one Jinja environment of the site's pages: everything escaped, nothing undefined."""

import re
from collections.abc import Callable, Hashable
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gov_dashboards import addresses, sparkline
from gov_dashboards.compiled import COMPILED

# The icon and colour of each status group; `warning` has a class of its own, since it is a severity as well.
STATUS_CLASSES = {
    "done": "gov-done",
    "running": "gov-running",
    "blocked": "gov-blocked",
    "warning": "gov-attention",
    "none": "gov-none",
}
# How many different values of a part are remembered: more than a page shows, less than a large site has.
_REMEMBERED = 50_000


def environment() -> Environment:
    """Make the environment that knows `parts.html`; whatever a template's name ends with, it escapes."""
    made = Environment(
        loader=PackageLoader("gov_dashboards", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_in_order,
        # They are installed with the package, and are looked at again for each page otherwise.
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=COMPILED,
    )
    made.filters["href"] = addresses.checked
    made.filters["sparkline"] = sparkline.path
    made.filters["badge"] = _drawn_once(made, "badge")
    made.filters["chip"] = _drawn_once(made, "chip")
    made.globals["STATUS_CLASSES"] = STATUS_CLASSES
    return made


# What turns the direction of writing around until it is closed, and what closes it.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPENING = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068]")


def _in_order(value: object) -> object:
    """A text that opens a direction of writing and leaves it open shows it, and turns around nothing else."""
    if not isinstance(value, str) or value.isascii() or not _OPENING.search(value):
        return value
    marks = _TURNING.findall(value)
    if 2 * len(_OPENING.findall(value)) == len(marks):
        return value
    shown = _TURNING.sub(lambda match: f"\\u{ord(match.group()):04x}", value)
    return Markup(shown) if isinstance(value, Markup) else shown  # noqa: S704 - it was escaped before


def _drawn_once(made: Environment, part: str) -> Callable[..., Markup]:
    """A part as its macro draws it, each value once: a large site shows the same few badges 100,000 times."""

    @lru_cache(_REMEMBERED)
    def draw(*values: Hashable) -> Markup:
        macro = getattr(made.get_template("parts.html").module, part)
        return Markup(macro(*values))  # noqa: S704 - the macro has escaped what it was given

    return draw
