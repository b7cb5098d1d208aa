"""Requests on their way to the database; the App owns them, so no closing dialog cuts them off."""

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from pitterm import journal
from pitterm.domain.errors import PitError, Unexpected, Unreachable, is_in_doubt
from pitterm.podium.conversations import NOBODY_KNOWS, SENT
from pitterm.podium.keeping import Keeping
from pitterm.podium.wording import request_words

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.credentials import Credentials
    from pitterm.repository.desk import Desk
    from pitterm.repository.requests import Committed, Request

LOG = logging.getLogger("pitterm.podium")

SETTLE_SECONDS = 5.0
"""How long leaving waits for requests that are still under way."""


class Outgoing:
    """Sends requests and tells their author, while they are here, how each one ended."""

    def __init__(self, app: "Podium") -> None:
        self._app = app
        self._tasks: dict[asyncio.Task[Committed | None], Request] = {}
        self._since: dict[asyncio.Task[Committed | None], float] = {}

    @property
    def is_busy(self) -> bool:
        """Whether any request has not ended yet."""
        return bool(self._tasks)

    @property
    def waiting(self) -> int:
        """Requests that have not ended yet."""
        return len(self._tasks)

    def is_sending_for(self, table_id: UUID) -> bool:
        """Whether a request about this table has not ended yet."""
        return any(
            getattr(request, "gaming_table_id", None) == table_id
            for request in self._tasks.values()
        )

    def longest(self, now: float) -> tuple[str, float] | None:
        """The request that is under way the longest, and for how many seconds."""
        if not self._since:
            return None
        task = min(self._since, key=lambda each: self._since[each])
        begun = "Not known yet, still asking:" if self._app.in_doubt else "Sending"
        words = request_words(self._tasks[task], self._app.snapshot)
        return f"{begun} {words}", now - self._since[task]

    async def send(
        self,
        request: "Request",
        done: "Callable[[Committed], str]",
        refused: Callable[[PitError], None] | None = None,
        *,
        signer: "Credentials | None" = None,
    ) -> "Committed | None":
        """Send and wait; whoever waits may be cancelled, the request is not."""
        faults: list[PitError] = []

        def tell(fault: PitError) -> None:
            faults.append(fault)
            if refused is not None:
                refused(fault)

        task = asyncio.create_task(self._perform(request, done, tell, signer))
        self._tasks[task], self._since[task] = request, self._app.monotonic()
        task.add_done_callback(self._tasks.pop)
        task.add_done_callback(self._since.pop)
        result = await asyncio.shield(task)
        if result is not None:
            self._app.conversations.came_to(SENT)
        elif any(map(is_in_doubt, faults)):
            self._app.conversations.came_to(NOBODY_KNOWS)
        return result

    async def settle(self) -> None:
        """Give requests that are under way their time to end."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=SETTLE_SECONDS)

    async def _perform(
        self,
        request: "Request",
        done: "Callable[[Committed], str]",
        refused: Callable[[PitError], None],
        signer: "Credentials | None",
    ) -> "Committed | None":
        app, desk = self._app, self._app.desk
        if desk is None:
            app.flash("Nobody is signed in.", severity="refused")
            return None
        words = request_words(request, app.snapshot)
        app.flash(f"Sending {words}…", severity="notice")
        in_doubt: list[str] = []
        keeping = Keeping(app.waiting, request, is_own=signer is None)

        def on_unknown() -> None:
            keeping.note()
            in_doubt.append(words)
            app.in_doubt += 1
            app.flash(f"Not known yet: {words}. Still asking the server…", severity="notice")

        try:
            result = await self._carry_out(desk, signer, request, on_unknown)
            await keeping.ends(None)
        except Exception as error:
            fault = error if isinstance(error, PitError) else _unexpected(error)
            is_kept = await keeping.ends(fault)
            if app.desk is not desk:
                LOG.warning("after its author had left: %s", fault)
                return None
            if is_kept:
                app.flash(waiting_words(words), severity="notice", stays=True)
                return None
            app.flash(_refusal(words, fault), severity="refused", stays=True)
            refused(fault)
            return None
        finally:
            keeping.release()
            app.in_doubt -= len(in_doubt)
            if app.desk is not desk:
                await desk.close()
        if app.desk is desk:
            app.flash(done(result))
        return result

    async def _carry_out(
        self,
        desk: "Desk",
        signer: "Credentials | None",
        request: "Request",
        on_unknown: Callable[[], None],
    ) -> "Committed":
        if signer is None:
            return await self._app.wiring.perform(desk, request, on_unknown)
        return await self._app.patience.ask(
            signer.login, lambda: self._app.wiring.perform_as(signer, request, on_unknown)
        )


def waiting_words(words: str) -> str:
    """What is said of an entry that is safe here and in no book yet."""
    return f"WAITING, not logged: {words} is kept here and sent when the database answers."


def _unexpected(error: Exception) -> PitError:
    return Unexpected(journal.crash_reference(error))


def _refusal(words: str, fault: PitError) -> str:
    what = words[:1].upper() + words[1:]
    if isinstance(fault, Unreachable):
        return f"{what}: not sent, the database does not answer. Enter it again when it does."
    return f"{what}: {fault}"
