"""What runs beside the keys: one conversation of dialogs at a time, and what asks nothing."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from textual.worker import Worker

from pitterm import journal
from pitterm.domain.errors import PitError, Unexpected

if TYPE_CHECKING:
    from pitterm.podium.app import Podium


class Conversations:
    """Runs them as the App's own work, so that no screen that closes cuts one off."""

    def __init__(self, app: "Podium") -> None:
        self._app = app
        self._running: Worker[None] | None = None

    def begin(self, flow: Coroutine[Any, Any, None]) -> None:
        """Run a conversation, unless another one is still going on."""
        if self._running is not None and not self._running.is_finished:
            flow.close()
            self._app.flash(
                "Something is still being asked or sent; finish it first.", severity="notice"
            )
            return
        self._running = self._run(flow, "flow")

    def beside(self, deed: Coroutine[Any, Any, None]) -> None:
        """Run something that asks nothing, whatever else is going on."""
        self._run(deed, "beside")

    def drop(self) -> None:
        """Drop the running conversation, because its author leaves; nothing sent is cut off."""
        if self._running is not None:
            self._running.cancel()
        self._running = None

    def _run(self, flow: Coroutine[Any, Any, None], group: str) -> Worker[None]:
        return self._app.run_worker(self._guarded(flow), group=group, exit_on_error=False)

    async def _guarded(self, flow: Coroutine[Any, Any, None]) -> None:
        try:
            await flow
        except PitError as error:
            self._app.flash(str(error), severity="refused")
        except Exception as error:
            self._app.flash(str(Unexpected(journal.crash_reference(error))), severity="refused")
