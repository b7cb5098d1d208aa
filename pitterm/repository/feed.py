"""The feed: every committed change as a new picture, and honest about silence.

The change number, read once a second, is the only proof of life; NOTIFY only makes it faster.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing

import psycopg

from pitterm.domain.board import Pulse, Snapshot
from pitterm.domain.errors import LoginRefused, OtherSchema, PitError, Refused, Unreachable
from pitterm.domain.values import Value
from pitterm.repository.board import read_pulse, read_snapshot
from pitterm.repository.credentials import Credentials
from pitterm.repository.faults import explain, is_answered
from pitterm.repository.lines import ANSWER_SECONDS, Line, connect, pause, within
from pitterm.repository.signing_in import arrive

PULSE_SECONDS = 1.0
PICTURE_SECONDS = 0.25
"""A burst of changes is painted at most four times a second."""
OLDEST_PICTURE_SECONDS = 10.0
"""Alerts begin by the clock, without a change, so a picture is read again after this long."""


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
                    await arrive(line)
                    has_arrived = True
                async for sighting in _follow(line):
                    failures = 0
                    yield sighting
            finally:
                await line.close()
        except PitError as error:
            failure = error
        is_refused = isinstance(failure, LoginRefused | Refused | OtherSchema)
        if is_refused or failures == 0:
            yield Lost(
                reason=str(failure),
                is_refused=is_refused,
                is_of_another_version=isinstance(failure, OtherSchema),
            )
        if is_refused:
            return
        await pause(failures)
        failures += 1


async def _follow(line: Line) -> AsyncGenerator[Snapshot | Pulse, None]:
    """What this connection sees until it breaks."""
    try:
        await within(line, ANSWER_SECONDS, line.execute("listen pitterm"))
        painted: tuple[object, ...] | None = None
        painted_at = -OLDEST_PICTURE_SECONDS
        while True:
            began = time.monotonic()
            pulse = await within(line, ANSWER_SECONDS, read_pulse(line))
            is_fresh = began - painted_at < OLDEST_PICTURE_SECONDS
            if _moment(pulse) == painted and is_fresh:
                yield _timed(pulse, began)
            else:
                asked = time.monotonic()
                snapshot = await within(line, ANSWER_SECONDS, read_snapshot(line, pulse))
                painted, painted_at = _moment(snapshot.pulse), began
                dated = _timed(snapshot.pulse, asked if snapshot.tables else began)
                yield snapshot.model_copy(update={"pulse": dated})
            await _await_hint(line)
            await asyncio.sleep(max(0.0, began + PICTURE_SECONDS - time.monotonic()))
    except (psycopg.Error, OSError, TimeoutError) as error:
        if is_answered(error, is_connection_healthy=not line.closed):
            raise explain(error) from error
        raise Unreachable() from error


def _timed(pulse: Pulse, asked: float) -> Pulse:
    """The proof with its age: an answer that was long on its way is no news."""
    return pulse.model_copy(update={"answered_in_seconds": time.monotonic() - asked})


def _moment(pulse: Pulse) -> tuple[object, ...]:
    """What a picture is painted for: a change, a new gaming day or a new shift asks for another."""
    return (pulse.casino_id, pulse.change_number, pulse.gaming_day, pulse.shift_started_at)


async def _await_hint(line: Line) -> None:
    """Return at the first NOTIFY, or when the next pulse is due."""
    async with aclosing(line.notifies(timeout=PULSE_SECONDS, stop_after=1)) as hints:
        async for _ in hints:
            pass
