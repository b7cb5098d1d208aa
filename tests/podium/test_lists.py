"""What every list does alike: its rows are saved for the audit's word, and copied where allowed."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.domain.slips import SlipKind, SlipStatus
from pitterm.podium.manners import Manners
from pitterm.podium.screens.board import BoardScreen
from tests.podium.recorded import RecordedPit, said, settled, sign_in, until
from tests.podium.records import read_detail
from tests.podium.shift_values import RecordedShift
from tests.podium.slip_values import make_slip
from tests.podium.test_alerts import LATE, floor_of
from tests.podium.test_boxes import BOXES

LISTS = (
    ((), "list", "BJ-01", "1\tBJ-01", "board · Main · gaming day 2026-01-15, so far"),
    (("v",), "slips", "BJ-01", "BJ-01\t", "slips in flight · gaming day 2026-01-15"),
    (("a",), "alerts", "BJ-01", "BJ-01\t", "alerts · gaming day 2026-01-15"),
    (("enter",), "records", "unrated buy-in", "$100", "records · BJ-01 · session 1 of "),
    (("e",), "boxes", "S-4471", "BJ-01\tB-17\tS-4471", "boxes to count · gaming day"),
    (("f2",), "shift", "Main", "Main", "figures · swing shift, Thu 15 Jan, Thu 2026-01-15 14:00"),
)
"""The keys, the audit's word, what is in the file, in the copied row, and in the heading."""


def make_pit() -> RecordedPit:
    pit = RecordedPit(floor_of(LATE))
    pit.reads["read_table_detail"] = read_detail
    pit.reads["read_slips_in_flight"] = [make_slip(SlipKind.FILL, SlipStatus.ISSUED, number=123)]
    pit.reads["read_boxes_to_count"] = BOXES
    return pit


async def _save(pilot: Pilot[None], path: Path) -> str:
    """Save the list there; the name it was offered."""
    await pilot.press("ctrl+e", "t")
    await settled(pilot)
    line = pilot.app.screen.query_one("#path", Input)
    offered, line.value = line.value, str(path)
    await pilot.press("enter")
    await until(pilot, lambda: said(pilot) == f"Wrote the list to {path}")
    return offered


async def test_every_list_is_saved_as_it_is_shown_and_the_audit_is_told_which(
    tmp_path: Path,
) -> None:
    shift = RecordedShift(make_pit())
    async with shift.podium(manners=Manners(may_copy=True)).run_test(size=(120, 36)) as pilot:
        await sign_in(pilot, "auditor")
        for keys, what, written, copied, about in LISTS:
            await pilot.press(*keys)
            await settled(pilot)
            await pilot.press("ctrl+y")
            assert copied in pilot.app.clipboard, what
            path = tmp_path / f"{what}.txt"
            offered = await _save(pilot, path)
            whose, by_whom, *rows = path.read_text(encoding="utf-8").splitlines()
            assert whose.startswith("Harbor · "), what
            assert about in whose
            assert by_whom.endswith(" · by Ada Auditor (auditor)")
            assert written in "\n".join(rows), what
            if not isinstance(pilot.app.screen, BoardScreen):
                await pilot.press("escape")
        assert offered == "harbor-figures-2026-01-15-221405.txt", "the last: the shift's"
        assert shift.pit.exported == [what for _, what, *_ in LISTS]


async def test_no_list_is_copied_without_the_setting_and_an_empty_one_is_not_saved() -> None:
    pit = make_pit()
    pit.reads["read_slips_in_flight"] = []
    async with RecordedShift(pit).podium().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, "auditor")
        for keys, what, *_ in LISTS:
            await pilot.press(*keys)
            await settled(pilot)
            await pilot.press("ctrl+y")
            assert said(pilot) == "Nothing is copied here; the setting clipboard allows it.", what
            if what == "slips":
                await pilot.press("ctrl+e")
                assert said(pilot) == "Nothing is listed here."
            if not isinstance(pilot.app.screen, BoardScreen):
                await pilot.press("escape")
        assert pilot.app.clipboard == ""
        assert pit.exported == []
