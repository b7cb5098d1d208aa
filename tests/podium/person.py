"""A person at a real podium on a real database, with BJ-01 selected."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import UUID

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from pitterm.domain.board import TableView
from pitterm.podium.app import Podium
from pitterm.podium.dialogs.chip_count import ChipCount
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.drop_box import DropBox
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.screens.board import BoardScreen
from tests.databases import Database
from tests.podium.recorded import PASSWORD, Clock, said, the_board, until
from tests.podium.test_on_postgres import on_the_board
from tests.rules.pit import Pit, Row, Staff


class Person:
    """What somebody does with the keyboard, sees on the screen and finds in the books."""

    def __init__(self, pilot: Pilot[None], clock: Clock, database: Database, pit: Pit) -> None:
        self.pilot = pilot
        self.clock = clock
        self.table_id: UUID = database.table_id("BJ-01")
        self.pit = pit

    @property
    def app(self) -> Podium:
        return cast(Podium, self.pilot.app)

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    async def until(self, is_so: Callable[[], bool]) -> None:
        await until(self.pilot, is_so)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def sees(self, kind: type[Screen[Any]]) -> None:
        """Wait until this screen has the keyboard; a signature offered before it is left out."""
        left_out: list[Screen[Any]] = []

        def has_keyboard() -> bool:
            on_top = self.screen
            if type(on_top) is kind:
                return on_top.is_mounted
            if isinstance(on_top, Signature) and on_top.is_mounted and on_top not in left_out:
                left_out.append(on_top)
                on_top.leave(None)
            return False

        await self.until(has_keyboard)
        await self.pilot.pause()

    async def signs(self, login: str, password: str = PASSWORD) -> None:
        """Let a second person type their login and password."""
        await self.sees(Signature)
        await self.press(*login, "enter", *password, "enter")

    async def hears(self, sentence: str) -> None:
        """Wait until the flash line says this."""
        await self.until(lambda: sentence in said(self.pilot))

    async def says_yes(self) -> None:
        """Answer the question deliberately."""
        await self.sees(Confirm)
        self.clock.seconds += 1.1
        await self.press("y")

    async def types(self, field: str, text: str) -> None:
        """Type into a field of the dialog."""
        self.screen.query_one(f"#{field}").focus()
        await self.pilot.pause()
        await self.press(*text)

    async def counts(self, pieces: str, *, note: str = "") -> None:
        """Count some $100 chips with the dealer and confirm."""
        await self.sees(ChipCount)
        await self.types("chip-10000", pieces)
        await self.types("counted-with", "linh")
        await self.press("enter", *note, "enter")
        await self.says_yes()

    async def pulls_box(self, box: str = "B-17", seal: str = "S-4471") -> None:
        """Record a box with security as the witness and confirm."""
        await self.sees(DropBox)
        await self.press(*box, "enter", *seal, "enter", "enter", *"andre", "enter", "enter")
        await self.says_yes()

    def standing(self, field: str) -> str:
        """What is typed in a field of the dialog."""
        return self.screen.query_one(f"#{field}", Input).value

    @property
    def text(self) -> str:
        """Everything the screen on top has written."""
        lines = [str(each.content) for each in self.screen.query(Static)]
        for options in self.screen.query(OptionList):
            lines += [
                str(options.get_option_at_index(i).prompt) for i in range(len(options.options))
            ]
        return "\n".join(lines)

    @property
    def painted(self) -> TableView:
        """The table as the podium's picture has it."""
        snapshot = self.app.snapshot
        table = snapshot.table(self.table_id) if snapshot else None
        assert table is not None
        return table

    async def paints(self, status: str | None) -> None:
        """Wait until the picture has the table in this status."""
        await self.until(lambda: self.painted.session_status == status)

    # The books

    def session(self) -> Row:
        """The table's newest session."""
        return self.pit.query(
            "select * from pit.table_session where gaming_table_id = %s"
            " order by opened_at desc limit 1",
            self.table_id,
        )[0]

    def counted(self) -> list[tuple[str, int]]:
        """Every count of the table, in order."""
        rows = self.pit.query(
            "select snapshot_type, total_cents from pit.table_inventory_snapshot"
            " where gaming_table_id = %s order by counted_at",
            self.table_id,
        )
        return [(row["snapshot_type"], row["total_cents"]) for row in rows]


@asynccontextmanager
async def at_the_podium(
    database: Database, staff: Staff, login: str = "boss", **options: Any
) -> AsyncIterator[Person]:
    """This person at a podium of 80 columns, once the board is painted."""
    clock = Clock()
    podium = Podium(database.conninfo, sign_in_as=(login, PASSWORD), monotonic=clock, **options)
    async with podium.run_test(size=(80, 24)) as pilot:
        await on_the_board(pilot)
        await pilot.press("1")
        person = Person(pilot, clock, database, staff["boss"])
        board = the_board(pilot)
        await person.until(lambda: board.selected is not None and board.selected.label == "BJ-01")
        yield person


async def is_back(person: Person) -> None:
    """Wait until the board has the keyboard again."""
    await person.sees(BoardScreen)
