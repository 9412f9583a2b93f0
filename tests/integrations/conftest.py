"""What these tests share: an installer that needs no network."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.integrations.packages import wheels

if TYPE_CHECKING:
    from pathlib import Path


class Offline(NamedTuple):
    """Settings that make pip take our wheels and ask nobody, and the checkout that ours was built from."""

    variables: dict[str, str]
    checkout: Path


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Offline:
    """Wheels of what is installed here; made once, for they are what takes time."""
    folder = wheels(tmp_path_factory.mktemp("packages") / "wheels")
    variables = {
        "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder), "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_CACHE_DIR": "1", "PIP_NO_COMPILE": "1",
    }  # fmt: skip
    return Offline(variables, folder.parent / "checkout")
