"""Waiting between the tries of an outage."""

import asyncio
from itertools import pairwise

import pytest

from pitterm.repository.lines import pause


async def test_the_pause_grows_to_a_few_seconds_however_long_the_outage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    monkeypatch.setattr("random.uniform", lambda _low, high: high)
    for failures in (0, 1, 2, 3, 4, 5, 2_000):
        await pause(failures)
    assert all(earlier <= later for earlier, later in pairwise(slept))
    assert (slept[0], slept[-1]) == (0.2, 5.0)
