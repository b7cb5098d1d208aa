"""What every test of the wall relies on."""

from collections.abc import Iterator

import pytest

from tests.stylesheets import parsed_once


@pytest.fixture(scope="session", autouse=True)
def quick_styles() -> Iterator[None]:
    with parsed_once():
        yield
