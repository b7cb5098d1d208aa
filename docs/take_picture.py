"""Takes the README's picture with the program itself: `python docs/take_picture.py`."""

import asyncio
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from pitterm.database.demo import DEMO_PASSWORD, seed_demo
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.migration import migrate
from pitterm.podium.app import Podium
from pitterm.podium.jump import SAME_DIGIT_SECONDS

PICTURE = Path(__file__).parent / "podium.svg"
_FONTS_OF_ELSEWHERE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def main() -> None:
    """Open, log, count and run down a few tables of the demo, and keep the screen as SVG."""
    with tempfile.TemporaryDirectory(prefix="pitterm-picture-", dir="/tmp") as directory:
        # A server that root starts runs as someone else, who must reach it.
        Path(directory).chmod(0o711)
        svg = await _taken(EmbeddedServer(Path(directory) / "server"))
    PICTURE.write_text(_FONTS_OF_ELSEWHERE.sub("", svg), encoding="utf-8")


async def _taken(server: EmbeddedServer) -> str:
    with server.occupied():
        migrate(server.admin_conninfo())
        seed_demo(server.admin_conninfo())
        podium = Podium(server.conninfo(), sign_in_as=("boss", DEMO_PASSWORD))
        async with podium.run_test(size=(120, 36)) as pilot:
            await _until(pilot, lambda: podium.snapshot is not None)
            for spot, amounts in (("2", "48"), ("5", "1"), ("1", "149")):
                await _open(podium, pilot, spot)
                for amount in amounts:
                    await _press(podium, pilot, "b", amount)
            await pilot.press("5", "r")
            await _yes(podium, pilot)
            await pilot.press("1", "b")
            await pilot.pause(0.5)
            return podium.export_screenshot(title="pitterm")


async def _open(podium: Podium, pilot: Pilot[None], spot: str) -> None:
    # The digit that logged the last amount, come again at once, would be a tap too many.
    await pilot.pause(SAME_DIGIT_SECONDS + 0.2)
    await pilot.press(spot, "o")
    await _yes(podium, pilot)


async def _yes(podium: Podium, pilot: Pilot[None]) -> None:
    await pilot.pause(1.2)
    await _press(podium, pilot, "y")


async def _press(podium: Podium, pilot: Pilot[None], *keys: str) -> None:
    before = podium.flashed
    await pilot.press(*keys)
    await _until(
        pilot,
        lambda: (
            podium.flashed is not before
            and podium.flashed is not None
            and podium.flashed.severity == "done"
        ),
    )


async def _until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await pilot.pause(0.05)


if __name__ == "__main__":
    asyncio.run(main())
