"""Pages to open: bare ones with every part, and a site as MkDocs builds it."""

from collections.abc import Iterator

import pytest

from tests.browser import gallery
from tests.browser.serving import serving


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the bare pages, served under a policy that refuses scripts written into a page."""
    folder = tmp_path_factory.mktemp("bare")
    gallery.write(folder)
    with serving(
        folder, "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:"
    ) as at:
        yield at
