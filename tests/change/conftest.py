"""The project of the stories, made anew for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.change.stories import Story, begun

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return begun(tmp_path)
