"""The podium on a real PostgreSQL: what it says is logged is in the books."""

from textual.pilot import Pilot

from pitterm.podium.app import Podium
from pitterm.podium.screens.board import BoardScreen
from tests.databases import Database
from tests.podium.recorded import PASSWORD, prose, said, screen_text, until

SIZE = (120, 36)


async def on_the_board(pilot: Pilot[None]) -> None:
    """Wait for the first picture."""
    await until(
        pilot,
        lambda: (
            isinstance(board := pilot.app.screen, BoardScreen)
            and board.is_mounted
            and board.selected is not None
        ),
    )


def podium_of(database: Database, login: str) -> Podium:
    return Podium(database.conninfo, sign_in_as=(login, PASSWORD))


def open_table(database: Database, label: str) -> None:
    with database.connect("boss") as connection:
        connection.execute(
            "select * from pit.rpc_open_table_session(%s)", (database.table_id(label),)
        )


def entries(database: Database) -> list[tuple[int, str]]:
    with database.connect("boss") as connection:
        return connection.execute(
            "select amount_cents, telemetry_kind from pit.table_buyin_telemetry order by created_at"
        ).fetchall()


async def test_two_keys_are_in_the_books_and_undone_with_one(database: Database) -> None:
    open_table(database, "BJ-01")
    async with podium_of(database, "boss").run_test(size=SIZE) as pilot:
        await on_the_board(pilot)
        await pilot.press("1", "b", "1")
        await until(pilot, lambda: said(pilot) == "Logged $25 on BJ-01 · day est. drop $25")
        assert entries(database) == [(2_500, "GRIND_BUYIN")]
        await pilot.press("u")
        await until(pilot, lambda: said(pilot).startswith("Undid $25 on BJ-01"))
        assert entries(database) == [(2_500, "GRIND_BUYIN"), (-2_500, "REVERSAL")]


async def test_another_terminals_entry_is_painted_and_its_twin_is_named(
    database: Database,
) -> None:
    open_table(database, "BJ-01")
    async with podium_of(database, "boss").run_test(size=SIZE) as pilot:
        await on_the_board(pilot)
        with database.connect("floor") as connection:
            connection.execute(
                "select * from pit.rpc_log_table_buyin_telemetry(%s, 2500, 'GRIND_BUYIN')",
                (database.table_id("BJ-01"),),
            )
        await until(pilot, lambda: "unrated · Marcus Webb" in screen_text(pilot))
        await pilot.press("b", "1")
        await until(pilot, lambda: "same as Marcus Webb's" in said(pilot))
        assert len(entries(database)) == 2


async def test_a_wrong_password_stays_at_the_login(database: Database) -> None:
    podium = Podium(database.conninfo, sign_in_as=("boss", "wrong"))
    async with podium.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "The login or password is not right" in prose(pilot))
        assert podium.desk is None


async def test_security_sees_the_status_and_no_figure(database: Database) -> None:
    open_table(database, "BJ-01")
    async with podium_of(database, "security").run_test(size=SIZE) as pilot:
        await on_the_board(pilot)
        await until(pilot, lambda: "● ACTIVE" in screen_text(pilot))
        assert "Your role sees the status only." in screen_text(pilot)
        await pilot.press("b")
        assert "Security does not log buy-ins." in prose(pilot)
