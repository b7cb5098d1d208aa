"""Keys typed in one burst reach the field they were typed for."""

import asyncio

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.events import Event, Key
from textual.widgets import Input

from pitterm.podium.typing_order import PATIENCE_SECONDS, TypingOrder
from tests.podium.recorded import PASSWORD, RecordedPit, screen_text, settled


class TwoFields(App[None]):
    """An App that keeps keys in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.typing = TypingOrder(self, super().on_event)

    def compose(self) -> ComposeResult:
        yield Input(id="first")
        yield Input(id="second")

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key) and not event.is_forwarded:
            await self.typing.take(event)
        else:
            await super().on_event(event)


async def test_a_burst_with_a_tab_in_it_fills_both_fields() -> None:
    async with TwoFields().run_test() as pilot:
        await pilot.pause()
        for key in (*"boss", "tab", *"secret"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert pilot.app.query_one("#first", Input).value == "boss"
        assert pilot.app.query_one("#second", Input).value == "secret"


class SlowToFollow(TwoFields):
    """Enter moves the focus, later than a key is waited for whose widget vanished."""

    def compose(self) -> ComposeResult:
        with SlowForm():
            yield from super().compose()


class SlowForm(Vertical):
    """A form on a busy machine."""

    async def on_input_submitted(self) -> None:
        await asyncio.sleep(2 * PATIENCE_SECONDS)
        self.screen.focus_next()


async def test_a_busy_machine_puts_no_letter_into_the_field_before() -> None:
    async with SlowToFollow().run_test() as pilot:
        await pilot.pause()
        for key in ("b", "enter", *"seal"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(4 * PATIENCE_SECONDS)
        await settled(pilot)
        assert pilot.app.query_one("#first", Input).value == "b"
        assert pilot.app.query_one("#second", Input).value == "seal"


async def test_a_login_pasted_as_keys_signs_in(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for key in (*"boss", "tab", *PASSWORD, "enter"):
            name = "minus" if key == "-" else key
            pilot.app.post_message(Key(name, key if len(key) == 1 else None))
        await settled(pilot)
        await settled(pilot)
        assert "Mira Boss · pit boss" in screen_text(pilot)
