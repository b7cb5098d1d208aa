"""A recorded pit: the podium's lines out, played from values instead of a server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, cast
from uuid import UUID

from textual.command import CommandList
from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.domain.board import Pulse, Snapshot
from pitterm.domain.custody import InventorySnapshot
from pitterm.domain.errors import LoginRefused, PitError
from pitterm.domain.house import House
from pitterm.domain.staff import SignedIn
from pitterm.domain.telemetry import (
    BuyIn,
    LogBuyIn,
    LogLateBuyIn,
    ReverseBuyIn,
    TelemetryKind,
)
from pitterm.podium.app import Podium
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.login import SignInForm
from pitterm.podium.wiring import Wiring
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk
from pitterm.repository.feed import Lost
from pitterm.repository.requests import Committed, Request
from tests.podium.values import (
    AUDITOR,
    BOSS,
    CASHIER,
    COUNTER,
    DEALER,
    FLOOR,
    SECURITY,
    answer_to,
    make_buy_in,
    make_house,
    make_signature,
    make_signed_in,
    make_snapshot,
)

PATIENCE_SECONDS = 20.0
PASSWORD = "pitterm-demo"
PEOPLE = {
    "boss": BOSS,
    "floor": FLOOR,
    "auditor": AUDITOR,
    "dealer": DEALER,
    "security": SECURITY,
    "count": COUNTER,
    "cashier": CASHIER,
}


class Clock:
    """Monotonic seconds that only a test moves."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


class RecordedDesk:
    """A signed-in person without a connection."""

    def __init__(self, signed_in: SignedIn) -> None:
        self.signed_in = signed_in
        self.is_closed = False

    async def close(self) -> None:
        """Take note that the podium left."""
        self.is_closed = True


class RecordedPit:
    """Plays a feed, notes every request and answers it with a row."""

    def __init__(self, snapshot: Snapshot | None = None, house: House | None = None) -> None:
        self.house = house or make_house()
        self.snapshot = snapshot or make_snapshot()
        self.clock = Clock()
        self.sent: list[Request] = []
        self.desks: list[RecordedDesk] = []
        self.refuses_with: PitError | None = None
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.in_doubt = False
        self.reads: dict[str, Any] = {}
        """What each read of `pitterm.repository.reads` brings, or the error it ends with."""
        self.asked: list[tuple[Any, ...]] = []
        self.signed: list[tuple[str, Request]] = []
        """What second persons sent, by their login."""
        self.answers: dict[type[Any], Committed] = {}
        """The row a kind of request is answered with, where not the usual one."""
        self.openers: dict[UUID, InventorySnapshot] = {}
        """The previous closer of a table."""
        self.sent_late: list[LogLateBuyIn] = []
        self.refuses_late: PitError | None = None
        self.applied: dict[str, BuyIn] = {}
        """What the server would say of a key when it is asked."""
        self.resolved: list[str] = []
        self.exported: list[str] = []
        """What the audit was told of before a file was written."""
        self._news: asyncio.Queue[Snapshot | Pulse | Lost] = asyncio.Queue()
        self._entries = 0

    def podium(self, **options: Any) -> Podium:
        """A podium on this pit, at its login."""
        wiring = Wiring(
            connect=self._connect,
            prove_password=self._prove,
            read_house=self._read_house,
            perform=self._perform,
            watch=self._watch,
            read=self._read,
            perform_as=self._perform_as,
            read_expected_opener=self._read_expected_opener,
            read_unused_opening_count=self._read_no_count,
            send_late_buyin=self._send_late,
            resolve_buyin=self._resolve,
            note_export=self._note_export,
        )
        return Podium("host=recorded", wiring=wiring, monotonic=self.clock, **options)

    def send(self, news: Snapshot | Pulse | Lost) -> None:
        """Let the feed say this."""
        if isinstance(news, Snapshot):
            self.snapshot = news
        self._news.put_nowait(news)

    async def _connect(self, credentials: Credentials) -> Desk:
        await self._prove(credentials)
        desk = RecordedDesk(make_signed_in(PEOPLE[credentials.login], credentials.login))
        self.desks.append(desk)
        return cast(Desk, desk)

    async def _note_export(self, _desk: Desk, what: str) -> None:
        if self.refuses_with is not None:
            raise self.refuses_with
        self.exported.append(what)

    async def _prove(self, credentials: Credentials) -> None:
        if self.refuses_with is not None:
            raise self.refuses_with
        if credentials.login not in PEOPLE or credentials.password != PASSWORD:
            raise LoginRefused()

    async def _read_house(self, _desk: Desk) -> House:
        return self.house

    async def _perform(
        self, _desk: Desk, request: Request, on_unknown: Callable[[], None] | None
    ) -> Committed:
        self.sent.append(request)
        if self.in_doubt and on_unknown is not None:
            on_unknown()
        await self.may_answer.wait()
        if self.refuses_with is not None:
            raise self.refuses_with
        self._entries += 1
        if type(request) in self.answers:
            return self.answers[type(request)]
        if isinstance(request, LogBuyIn):
            label = next(t.label for t in self.snapshot.tables if t.id == request.gaming_table_id)
            return make_buy_in(request.amount_cents, label, number=1000 + self._entries)
        if isinstance(request, ReverseBuyIn):
            return make_buy_in(
                -2_500,
                number=1000 + self._entries,
                telemetry_kind=TelemetryKind.REVERSAL,
                reverses_id=request.telemetry_id,
            )
        return cast(Committed, answer_to(request))

    async def _send_late(self, _desk: Desk, request: LogLateBuyIn) -> BuyIn:
        self.sent_late.append(request)
        if self.refuses_late is not None:
            raise self.refuses_late
        return make_buy_in(request.amount_cents, number=2000 + len(self.sent_late))

    async def _resolve(self, _desk: Desk, key: str) -> BuyIn | None:
        self.resolved.append(key)
        return self.applied.get(key)

    async def _read(self, _desk: Desk, name: str, *arguments: Any) -> Any:
        self.asked.append((name, *arguments))
        found = self.reads[name]
        if isinstance(found, PitError):
            raise found
        return found(*arguments) if callable(found) else found

    async def _perform_as(
        self,
        credentials: Credentials,
        request: Request,
        _on_unknown: Callable[[], None] | None,
    ) -> Committed:
        await self._prove(credentials)
        self.signed.append((credentials.login, request))
        return self.answers.get(type(request)) or make_signature(request)

    async def _read_expected_opener(self, _desk: Desk, table_id: UUID) -> InventorySnapshot | None:
        return self.openers.get(table_id)

    async def _read_no_count(self, _desk: Desk, _table_id: UUID) -> None:
        return None

    async def _watch(self, _credentials: Credentials) -> AsyncIterator[Snapshot | Pulse | Lost]:
        yield self.snapshot
        while True:
            yield await self._news.get()


def the_board(pilot: Pilot[None]) -> BoardScreen:
    """The board, whatever covers it."""
    return next(each for each in pilot.app.screen_stack if isinstance(each, BoardScreen))


def said(pilot: Pilot[None]) -> str:
    """What the flash line says."""
    flashed = cast(Podium, pilot.app).flashed
    return flashed.sentence if flashed else ""


def screen_text(pilot: Pilot[None]) -> str:
    """Every character on the screen, as a person sees it."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def prose(pilot: Pilot[None]) -> str:
    """The screen's words as one line, wherever they are wrapped."""
    return " ".join(screen_text(pilot).split())


async def sign_in(pilot: Pilot[None], login: str = "boss", password: str = PASSWORD) -> None:
    """Fill in a login and password, and wait for the board.

    A key costs the tests a tenth of a second; test_login_and_lock types every one.
    """
    await settled(pilot)
    form = pilot.app.screen.query_one(SignInForm)
    for field, value in (("#login", login), ("#password", password)):
        form.query_one(field, Input).value = value
    form.query_one("#password", Input).focus()
    await pilot.press("enter")
    await settled(pilot)


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Let the podium work until this is so, however long that takes here."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not is_so():
            await pilot.pause()


def found_first(pilot: Pilot[None], title: str) -> bool:
    """Whether the palette would do this for Enter."""
    found = pilot.app.screen.query_one(CommandList)
    if found.highlighted is None:
        return False
    return title in str(found.get_option_at_index(found.highlighted).prompt)


async def settled(pilot: Pilot[None]) -> None:
    """Let workers and messages that are due run out."""
    for _ in range(4):
        await pilot.pause()


def selected_label(pilot: Pilot[None]) -> str:
    """The label of the table under the cursor."""
    table = the_board(pilot).selected
    return table.label if table else ""
