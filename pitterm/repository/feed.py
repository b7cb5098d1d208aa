"""The feed: every committed change as a new picture, and honest about silence.

The change number, read once a second, is the only proof of life; NOTIFY only makes it faster.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime

import psycopg

from pitterm.domain.board import Pulse, Snapshot
from pitterm.domain.errors import LoginRefused, PitError, Refused, Unfit, Unreachable
from pitterm.domain.values import Value
from pitterm.repository.board import read_changes, read_pulse, read_snapshot
from pitterm.repository.credentials import Credentials
from pitterm.repository.faults import explain, is_answered
from pitterm.repository.held import Held, window
from pitterm.repository.lines import ANSWER_SECONDS, Line, connect, pause, within
from pitterm.repository.signing_in import arrive

PULSE_SECONDS = 1.0
PICTURE_SECONDS = 0.25
"""A burst of changes is painted at most four times a second."""
OLDEST_PICTURE_SECONDS, LONGEST_REST_SECONDS = 60.0, 300.0
"""What an administrator changes by hand has no number, so all of it is read again after so long."""
READING_SHARE = 0.001
"""Between the two, reading all of it again takes this share of the time."""
PULSE_AT_LEAST_SECONDS = 5.0
"""Only a pulse tells another role or setting, so changes without end do not save it for ever."""
WHOLE_SECONDS = 60.0
"""When a whole floor's terminals come back at once, each waits for the others' first pictures."""


class Lost(Value):
    """The server is gone, or answered and does not let this person in any more."""

    reason: str
    is_refused: bool
    is_of_another_version: bool = False
    """What is refused is this program and not its login."""


Sighting = Snapshot | Pulse | Lost


async def watch(
    credentials: Credentials, *, is_sign_in: bool = False
) -> AsyncGenerator[Sighting, None]:
    """Pictures and pulses for ever, `Lost` once for each outage; a refusal ends it.

    After every reconnect a whole picture comes first. Where the feed is all that signs
    in, its first connection says so.
    """
    failures = 0
    has_arrived = not is_sign_in
    while True:
        try:
            line = await connect(credentials)
            try:
                if not has_arrived:
                    await arrive(line, credentials)
                    has_arrived = True
                async for sighting in _follow(line):
                    failures = 0
                    yield sighting
            finally:
                await line.close()
        except PitError as error:
            failure = error
        is_refused = isinstance(failure, LoginRefused | Refused | Unfit)
        if is_refused or failures == 0:
            yield Lost(
                reason=str(failure),
                is_refused=is_refused,
                is_of_another_version=isinstance(failure, Unfit),
            )
        if is_refused:
            return
        await pause(failures)
        failures += 1


async def _follow(line: Line) -> AsyncGenerator[Snapshot | Pulse, None]:
    """What this connection sees until it breaks."""
    try:
        await within(line, ANSWER_SECONDS, line.execute("listen pitterm"))
        eye = _Eye(line)
        is_hinted = False
        while True:
            began = time.monotonic()
            yield await eye.look(is_hinted=is_hinted)
            is_hinted = await _await_hint(line)
            await asyncio.sleep(max(0.0, began + PICTURE_SECONDS - time.monotonic()))
    except (psycopg.Error, OSError, TimeoutError) as error:
        if is_answered(error, is_connection_healthy=not line.closed):
            raise explain(error) from error
        raise Unreachable() from error


class _Eye:
    """One connection's picture: read whole at first, then only where it is old."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._held: Held | None = None
        self._whole_at = self._whole_seconds = self._pulse_at = 0.0

    async def look(self, *, is_hinted: bool) -> Snapshot | Pulse:
        """The newest picture, or the proof that the last one is it; a hint saves the question."""
        asked = time.monotonic()
        if self._held is None or self._is_old(asked):
            return await self._look_at_everything(asked)
        if is_hinted and asked - self._pulse_at < PULSE_AT_LEAST_SECONDS:
            newer = await self._read_changes(self._held)
            if newer is not None:
                return self._take(newer, asked)
            asked = time.monotonic()
        pulse = await self._ask_pulse()
        painted = self._held.picture.pulse
        if window(pulse) != window(painted) or pulse.as_of < painted.as_of:
            return await self._look_at_everything(asked)
        if _moment(pulse) == _moment(painted) and not self._held.due(pulse.as_of):
            return _timed(pulse, asked)
        newer = await self._read_changes(self._held, pulse.as_of)
        # Where no table changed up to a later instant, the picture is that of this number too.
        return self._take(newer or self._held.dated(pulse), asked)

    async def _ask_pulse(self) -> Pulse:
        pulse = await within(self._line, ANSWER_SECONDS, read_pulse(self._line))
        self._pulse_at = time.monotonic()
        return pulse

    async def _read_changes(self, held: Held, as_of: datetime | None = None) -> Held | None:
        return await within(self._line, ANSWER_SECONDS, read_changes(self._line, held, as_of))

    async def _look_at_everything(self, asked: float) -> Snapshot:
        pulse = await self._ask_pulse()
        began = time.monotonic()
        snapshot = await within(self._line, WHOLE_SECONDS, read_snapshot(self._line, pulse))
        self._whole_at = time.monotonic()
        self._whole_seconds = self._whole_at - began
        return self._take(Held.of(snapshot), began if snapshot.tables else asked)

    def _take(self, held: Held, asked: float) -> Snapshot:
        self._held = held
        return held.dated(_timed(held.picture.pulse, asked)).picture

    def _is_old(self, now: float) -> bool:
        rest = min(self._whole_seconds / READING_SHARE, LONGEST_REST_SECONDS)
        return now - self._whole_at >= max(OLDEST_PICTURE_SECONDS, rest)


def _timed(pulse: Pulse, asked: float) -> Pulse:
    """The proof with its age: an answer that was long on its way is no news."""
    return pulse.model_copy(update={"answered_in_seconds": time.monotonic() - asked})


def _moment(pulse: Pulse) -> tuple[object, ...]:
    """What a picture is painted for: any other number asks for another."""
    return (pulse.casino_id, pulse.change_number)


async def _await_hint(line: Line) -> bool:
    """True at the first NOTIFY, False when the next pulse is due."""
    is_hinted = False
    async with aclosing(line.notifies(timeout=PULSE_SECONDS, stop_after=1)) as hints:
        async for _ in hints:
            is_hinted = True
    return is_hinted
