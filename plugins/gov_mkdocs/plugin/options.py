"""What a site can say about the plug-in in `mkdocs.yml`. None of it is needed."""

from datetime import date

from mkdocs.config import config_options
from mkdocs.config.base import Config

__all__ = ["GovOptions"]


class GovOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs' own __init_subclass__
    """Options under `plugins: - gov:`."""

    raw_html = config_options.Type(bool, default=False)
    """Let HTML in governed documents through as it is. Off, it is shown as text: whoever can edit a document
    could otherwise run scripts in the browsers of those who read it."""

    fonts = config_options.Choice(("own", "theme"), default="own")
    """Whose fonts pages use where `theme: font:` says nothing: the reader's `own`, or those that the `theme`
    fetches from another company's servers."""

    history = config_options.Type(bool, default=True)
    """Show what git knows: when each item was declared and by whom, every change since, and what changed of
    late. Off, git is not asked, and no author is named."""

    since = config_options.Type((str, date), default="")
    """The revision (`v1.2`, `origin/main`) or the day (`2026-01-31`) with which the page of what changed
    compares; without it the last tag, else the last commit a week before the newest, else the first."""

    state_on_home = config_options.Type(bool, default=True)
    """Put the state of the project, in one strip, below the title of a home page that somebody wrote."""

    outside_documents = config_options.Type(bool, default=True)
    """Show governed documents that lie outside the documents folder too, under `governed/`."""

    evidence = config_options.ListOfItems(config_options.Optional(config_options.Type(str)), default=[])
    """What to read beside the evidence that `gov.toml` names, each as `KIND=PATTERN`; what is empty is passed
    by, so that it can come from the environment: `!ENV [GOV_EVIDENCE, ""]`, set, empty or not set at all."""
