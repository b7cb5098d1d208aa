"""How much garbage, and by which dice."""

import os
import random

import pytest

ROUNDS = 1


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("fuzz")
    group.addoption("--fuzz-rounds", type=int, help="how often as much garbage as in the gate")
    group.addoption("--fuzz-seed", type=int, help="the garbage of an earlier run")


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    asked = request.config.getoption("--fuzz-rounds", None)
    return int(asked or os.environ.get("PITTERM_FUZZ_ROUNDS", ROUNDS))


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Other garbage each time, unless an earlier run is to be played again."""
    seed = request.config.getoption("--fuzz-seed", None)
    if seed is None:
        seed = os.environ.get("PITTERM_FUZZ_SEED", random.randrange(10**6))
    print(f"seed {seed}")
    return random.Random(f"{seed} {request.node.name}")
