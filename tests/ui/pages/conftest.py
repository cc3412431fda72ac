# SPDX-License-Identifier: GPL-3.0-or-later
"""What more than one page of things is tested with."""

from pathlib import Path

import pytest


@pytest.fixture
def new_record(
    request: pytest.FixtureRequest, empty_record: Path, record_of_things: tuple[Path, dict[str, str]]
) -> Path:
    """With a thing of each kind in it for whoever asks for their cards."""
    return record_of_things[0] if "cards" in request.fixturenames else empty_record


@pytest.fixture
def cards(record_of_things: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """By kind, the card of each thing in the record."""
    return record_of_things[1]
