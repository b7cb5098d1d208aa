"""A table's hour on paper, entered at the podium, in the books of a real PostgreSQL."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.paper_time import PaperStart, PaperTime
from pitterm.podium.screens.detail import DetailScreen
from tests.databases import Database
from tests.podium.person import at_the_podium, is_back
from tests.podium.recorded import screen_text
from tests.podium.test_paper import fills
from tests.rules.pit import Staff

HARBOR = ZoneInfo("America/Los_Angeles")


def typed(moment: datetime) -> str:
    return f"{moment.astimezone(HARBOR):%Y-%m-%d %H:%M}"


async def test_an_hour_on_paper_stands_in_the_books_at_its_own_times(
    database: Database, staff: Staff
) -> None:
    pit = staff["boss"]
    now: datetime = pit.query("select clock_timestamp() as now")[0]["now"]
    opened = (now - timedelta(minutes=55)).replace(second=0, microsecond=0)
    bought = opened + timedelta(minutes=10)
    async with at_the_podium(database, staff) as boss:
        await boss.press("P")
        await boss.sees(PaperStart)
        await fills(boss.pilot, reason="server away", time=typed(opened))
        await is_back(boss)
        await boss.press("o")
        await boss.sees(PaperTime)
        await fills(boss.pilot, number="4471")
        await boss.sees(Confirm)
        assert "▲ late entry" in boss.text
        await boss.says_yes()
        await boss.hears("BJ-01 is ACTIVE")
        await boss.paints("ACTIVE")

        await boss.press("b", "1")
        await boss.sees(PaperTime)
        await fills(boss.pilot, time=typed(opened - timedelta(minutes=10)))
        await boss.until(lambda: "before" in str(boss.screen.query_one("#complaint").render()))
        await fills(boss.pilot, time=typed(bought))
        await boss.hears("Logged $25 on BJ-01")

        session = boss.session()
        assert session["opened_at"] == opened
        (entry,) = pit.query("select occurred_at from pit.table_buyin_telemetry")
        assert entry["occurred_at"] == bought
        await is_back(boss)
        await boss.press("enter")
        await boss.sees(DetailScreen)
        await boss.until(lambda: "opened · ▲ late entry · form 4471" in screen_text(boss.pilot))
