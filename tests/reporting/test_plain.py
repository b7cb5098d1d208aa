"""A report as text: what a person reads, and never more than 120 cells of it side by side."""

from datetime import timedelta
from typing import Any

import pytest

from pitterm.reporting import Format, ReportKind, assemble, render
from pitterm.reporting.layout import PAGE_WIDTH, cells
from tests.reporting.readings import (
    BOSS,
    END,
    NOTHING_OPEN,
    RELIEF,
    a_counted_table,
    a_discrepancy,
    a_late_entry,
    a_session,
    a_sheet,
    a_slip,
    a_table,
    at,
    readings,
    table_id,
)

MINUS = "\N{MINUS SIGN}"


def text(found: object = None, kind: ReportKind = ReportKind.SHIFT, **narrowed: object) -> str:
    report = assemble(found or readings(), kind, **narrowed)  # type: ignore[arg-type]
    return render(report, Format.TEXT)


def section(page: str, title: str) -> list[str]:
    """The lines under a title, without their headings."""
    parts = [part.splitlines() for part in page.split("\n\n")]
    [lines] = [part for part in parts if part[0] == title] or [
        part for part in parts if part[0].startswith(title)
    ]
    return lines[2:]


def test_the_heading_says_casino_period_grade_and_as_of_on_the_casinos_clock() -> None:
    assert text().splitlines()[:2] == [
        "Harbor · Swing shift · 2026-01-15 · ESTIMATE",
        "Thu 2026-01-15 14:00 PST → Thu 2026-01-15 22:00 PST · as of 2026-01-15 23:00:00 PST",
    ]


def test_a_period_that_runs_says_so_far() -> None:
    assert " · so far, as of " in text(readings(as_of=at(15)))
    assert " · as of " in text(readings(as_of=END))


def test_every_win_names_its_counts() -> None:
    [_, counted] = section(text(), "Tables")
    assert counted.split()[:7] == ["BJ-02", "Pit", "1", "$3,000", "▲", "+500", "14:30"]


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({}, "no count"),
        (
            {"opening_snapshot_at": at(14.5), "missing_opening_snapshot": False},
            "no count since 14:30",
        ),
        (
            {"opening_snapshot_at": at(-10), "missing_opening_snapshot": False},
            "no count since Wed 14:00",
        ),
        ({"win_loss_inventory_cents": -5}, "nothing logged between its counts"),
        ({"opening_source": "par", "missing_closing_snapshot": False}, "par is no count"),
    ],
)
def test_a_win_nobody_knows_is_a_dash_with_its_reason(known: dict[str, Any], reason: str) -> None:
    [line] = section(text(readings([a_table(**known)])), "Tables")
    assert line.split()[3:5] == ["—", "—"]
    assert reason in line


def test_nothing_known_is_never_a_zero() -> None:
    page = text(readings([a_table()], sessions=(), rundowns=()))
    [casino, pit] = section(page, "Casino and pits")
    for line in (casino, pit):
        assert line.split("  ")[1:] != []
        assert line.count("—") == 2
    assert "$0" not in "".join(section(page, "Tables"))


def test_each_sum_says_how_many_tables_it_holds() -> None:
    [casino, _] = section(text(), "Tables in each sum")
    assert casino.split("  ")[0] == "Harbor"
    assert casino.count("1 of 2") == 5


def test_what_moved_after_the_last_count_stands_beside_the_win() -> None:
    lines = section(text(), "Beside the win")
    assert lines[-1].split() == ["BJ-02", "$2,000", "$0", "$0", "—", "▼", f"{MINUS}100"]


def test_a_session_and_what_is_outside_are_lines_of_their_own() -> None:
    outside = a_session(
        table_session_id=None,
        opened_at=None,
        closed_at=None,
        win_loss_inventory_cents=None,
        win_loss_estimated_cents=None,
        win_from=None,
        win_to=None,
        estimated_drop_grind_cents=7_500,
        estimated_drop_buyins_cents=7_500,
    )
    lines = section(text(readings(sessions=(a_session(), outside))), "Sessions")
    assert "14:30 → 21:00" in lines[0]
    assert "outside any session" in lines[1]
    assert "$75" in lines[1]


def test_a_tables_report_lists_its_rundowns_and_no_other_table() -> None:
    page = text(kind=ReportKind.TABLE, table_id=table_id("BJ-02"))
    assert page.startswith("Harbor · BJ-02 · Swing shift")
    assert "BJ-01" not in page
    assert "Casino and pits" not in page
    [line] = section(page, "Rundowns")
    assert "FINAL 23:00 · ▲ 2 recorded later" in line


def test_open_ends_are_named_as_of_the_report() -> None:
    page = text(
        readings(
            sheet={
                "slips_in_flight": [a_slip()],
                "counts_owed": [{"table_label": "BJ-01", "closed_at": at(20).isoformat()}],
                "discrepancies": [a_discrepancy(note="two chips\nunder the tray")],
                "late_entries": [a_late_entry(), a_late_entry(paper_number=None)],
                "live": [
                    {
                        "table_label": "BJ-02",
                        "status": "ACTIVE",
                        "opened_at": at(14.5).isoformat(),
                        "change_count_at": None,
                        "change_count_cents": None,
                    }
                ],
            }
        )
    )
    assert "FILL-2026-000123" in page
    assert "▲ report · two chips under the tray" in page
    assert "▲ no change count" in page
    assert section(page, "Counts owed")[0].split() == ["BJ-01", "20:00"]
    with_form, without = section(page, "Late entries")
    assert "▲ count" in with_form
    assert with_form.split("count")[1].split()[:3] == ["18:00", "4471", "19:30"]
    assert without.split("count")[1].split()[:3] == ["18:00", "—", "19:30"]
    assert with_form.endswith("The server was away")


def test_what_began_after_the_period_is_not_in_it() -> None:
    later = (END + timedelta(minutes=1)).isoformat()
    page = text(
        readings(
            sheet={
                "slips_in_flight": [a_slip(requested_at=later)],
                "counts_owed": [{"table_label": "BJ-01", "closed_at": later}],
            }
        )
    )
    assert "Slips in flight" not in page
    assert "Counts owed" not in page


def test_a_signed_shift_names_who_signed_and_what_came_late() -> None:
    signed = a_sheet(
        NOTHING_OPEN,
        outgoing_staff_id=BOSS,
        signed_at=at(22.1),
        incoming_staff_id=RELIEF,
        incoming_signed_at=at(22.2),
        late=[{"kind": "buy-in"}],
    )
    page = text(readings().model_copy(update={"sheet": signed}))
    assert "Signed by Rosa Delgado 22:06 and Marcus Webb 22:12 · ▲ 1 recorded later" in page


def test_a_time_past_midnight_names_its_day() -> None:
    late = a_counted_table(closing_snapshot_at=at(25), win_to=at(25))
    assert "14:30 → Fri 01:00" in text(readings([late]))


def test_a_terminal_obeys_no_name() -> None:
    page = text(readings([a_counted_table("BJ\x1b]0;x\x07")], sheet={}))
    assert "\x1b" not in page
    assert "\x07" not in page


@pytest.mark.parametrize("wide", [123_456_789_012, 9_223_372_036_854_775_807])
def test_no_amount_and_no_name_makes_a_line_wider_than_the_page(wide: int) -> None:
    label = "桌" * 32
    amounts = {
        name: -wide
        for name in a_table().model_dump()
        if name.endswith("_cents") and "bankroll" not in name
    }
    table = a_counted_table(
        label, **amounts, opening_bankroll_total_cents=wide, closing_bankroll_total_cents=wide
    )
    page = text(
        readings(
            [table],
            sessions=(a_session(label, estimated_drop_buyins_cents=wide),),
            sheet={"discrepancies": [a_discrepancy(label, note="x" * 900, opener_cents=wide)]},
            pit_names={table.pit_id: "A pit with a long name " * 3},
        )
    )
    assert max(cells(line) for line in page.splitlines()) <= PAGE_WIDTH
    assert f"${wide // 100:,}" in page


@pytest.mark.parametrize("form", Format)
def test_no_format_brings_a_terminal_anything_to_obey(form: Format) -> None:
    odd = "BJ\x1b[2J\x9b31m\u202e\x7f[red]"
    found = readings([a_table(odd)], casino=odd, sheet={"discrepancies": [a_discrepancy(odd)]})
    page = render(assemble(found, ReportKind.SHIFT), form)
    assert not {"\x1b", "\x9b", "\u202e", "\x7f"} & set(page)
    assert "[red]" in page
