"""What is loaded before the login is painted, and what when somebody signs in."""

import json

from pitterm.podium.loading import BEHIND_THE_LOGIN
from tests.command_line import python

_SIGNS_IN = """
import asyncio, gc, json, sys
gc.disable()
from pitterm.domain.errors import LoginRefused
from pitterm.podium.app import Podium
from pitterm.podium.wiring import Wiring
from pitterm.settings import load

seen = {}

def see(moment):
    seen[moment] = {"modules": [*sys.modules], "collects": gc.isenabled()}

async def connect(credentials):
    see("asked")
    raise LoginRefused()

class Watched(Podium):
    def on_mount(self):
        self.call_after_refresh(see, "painted")

async def main():
    conninfo = load(database_url="postgresql:///pit?host=/nowhere", checks_url=False).staff_conninfo
    podium = Watched(conninfo, wiring=Wiring(connect=connect), sign_in_as=("boss", "x"))
    async with podium.run_test() as pilot:
        while "asked" not in seen:
            await pilot.pause(0.01)

asyncio.run(main())
print(json.dumps(seen))
"""


def test_the_login_is_painted_first_and_a_sign_in_finds_everything_loaded(
    environment: dict[str, str],
) -> None:
    done = python(environment, "-c", _SIGNS_IN)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    painted, asked = seen["painted"], seen["asked"]
    assert not set(BEHIND_THE_LOGIN) & set(painted["modules"])
    assert not {"sqlalchemy", "psycopg"} & set(painted["modules"])
    assert set(BEHIND_THE_LOGIN) <= set(asked["modules"])
    assert "sqlalchemy.orm" not in asked["modules"]
    assert not painted["collects"]
    assert asked["collects"]
