"""What a floor file changes from a named gaming day on."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from psycopg import errors
from psycopg.types.json import Jsonb

from pitterm.database.floor import FloorError
from pitterm.repository.desk import Desk
from pitterm.repository.house import read_clock, read_house
from pitterm.repository.reports import read_day_window
from tests.database.administrators import Administrator
from tests.databases import Database
from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import Staff

SOON = date(2099, 12, 1)
LATER = date(2099, 12, 8)


def change(day: date, *lines: str) -> str:
    return "\n".join(["", "[[casinos.changes]]", f"effective_from = {day}", *lines, ""])


def test_a_change_to_come_is_told_booked_audited_and_exported_under_its_day(
    database: Database, administrator: Administrator
) -> None:
    """While the table it is about runs: today stays as it is."""
    with database.connect("boss") as boss:
        boss.execute("select pit.rpc_open_table_session(%s)", [database.table_id("BJ-01")])
        text = administrator.exported()
        changes = change(
            SOON,
            "gaming_day_start = 04:00:00",
            "shifts = [",
            '  { name = "Day", starts_at = 04:00:00 },',
            '  { name = "Dusk", starts_at = 18:00:00 },',
            "]",
            "tables = [",
            '  { label = "BJ-01", min_bet_cents = 25_00, par_cents = 60_000_00 },',
            "]",
        ) + change(LATER, 'time_zone = "America/Denver"')
        mark = "select house_version from pit.rpc_get_heartbeat()"
        before = boss.execute(mark).fetchone()
        assert administrator.imports(text + changes) == [
            "Harbor (harbor)",
            "~ from 2099-12-01, settings: gaming day start 06:00 → 04:00",
            "~ from 2099-12-01, shift Day: from 06:00 → 04:00",
            "+ from 2099-12-01, shift Dusk: from 18:00",
            "~ from 2099-12-01, table BJ-01: min bet $15 → $25, par $40,000 → $60,000",
            "~ from 2099-12-08, settings: time zone America/Los_Angeles → America/Denver",
        ]
        marked = boss.execute(mark).fetchone()
        assert marked != before, "podiums that run read the hours to come"
        assert administrator.exported() == text + changes
        assert administrator.imports(text + changes) == []
        assert boss.execute(mark).fetchone() == marked
        assert administrator.imports(text)[1:] == [
            "not in the file, left alone: changes from 2099-12-01, 2099-12-08"
        ]
        board = boss.execute(
            "select par_cents, min_bet_cents from pit.rpc_get_pit_board() where label = 'BJ-01'"
        )
        assert board.fetchone() == (40_000_00, 15_00)
    assert administrator.connection.execute(
        "select function_name, before ->> k, after ->> k, after ->> 'effective_from'"
        " from pit.audit_entry, unnest(array['par_cents', 'gaming_day_start', 'starts_at']) k"
        " where kind = 'administration' and login = session_user and after ? k"
        " and after ? 'effective_from' order by logged_at"
    ).fetchall() == [
        ("insert casino_hours", "06:00:00", "04:00:00", "2099-12-01"),
        ("insert shift_hours", "06:00:00", "04:00:00", "2099-12-01"),
        ("insert shift_hours", None, "18:00:00", "2099-12-01"),
        ("insert table_terms", "4000000", "6000000", "2099-12-01"),
        ("insert casino_hours", "04:00:00", "04:00:00", "2099-12-08"),
    ]


def test_a_change_may_be_replaced_and_what_comes_after_it_keeps_step(
    administrator: Administrator,
) -> None:
    text = administrator.exported()
    later = change(
        LATER,
        "gaming_day_start = 05:00:00",
        "tables = [",
        '  { label = "BJ-01", max_bet_cents = 3_000_00 },',
        "]",
    )
    administrator.imports(text + later)
    par = "tables = [", '  { label = "BJ-01", par_cents = 60_000_00 },', "]"
    swing = "shifts = [", '  { name = "Swing", starts_at = 15:00:00 },', "]"
    administrator.imports(text + change(SOON, *swing, *par) + later)
    assert administrator.exported() == text + change(SOON, *swing, *par) + later
    before = change(SOON, *swing, *par).replace("= 60_", "= 40_").replace("15:00", "14:00")
    assert administrator.imports(text + before + later) == [
        "Harbor (harbor)",
        "~ from 2099-12-01, shift Swing: from 15:00 → 14:00",
        "~ from 2099-12-01, table BJ-01: par $60,000 → $40,000",
    ]
    assert administrator.exported() == text + later


def test_a_par_that_is_taken_away_is_said_booked_and_exported_as_none(
    administrator: Administrator,
) -> None:
    text = administrator.exported()
    gone = change(SOON, "tables = [", '  { label = "BJ-01", par_cents = "none" },', "]")
    back = change(LATER, "tables = [", '  { label = "BJ-01", par_cents = 60_000_00 },', "]")
    assert administrator.imports(text + gone + back)[1:] == [
        "~ from 2099-12-01, table BJ-01: par $40,000 → none",
        "~ from 2099-12-08, table BJ-01: par $40,000 → $60,000",
    ]
    assert administrator.exported() == text + gone + back
    assert administrator.imports(text + gone + back) == []
    assert administrator.value(
        "select count(*) from pit.table_terms where par_cents is null and effective_from = %s", SOON
    )


def test_a_table_in_no_pit_with_terms_to_come_does_not_keep_a_casino_from_its_export(
    administrator: Administrator,
) -> None:
    text = administrator.exported()
    terms = ('{ label = "BJ-01", par_cents = 1_00 }', '{ label = "BJ-02", par_cents = 2_00 }')
    administrator.imports(text + change(SOON, f"tables = [{', '.join(terms)}]"))
    administrator.imports(
        text
        + change(SOON, f"tables = [{', '.join(terms)}]")
        + change(LATER, f"tables = [{terms[0].replace('1_00', '3_00')}]")
    )
    administrator.connection.execute(
        "update pit.gaming_table set pit_id = null where label = 'BJ-01'"
        " and casino_id = (select id from pit.casino where slug = 'harbor')"
    )
    written = administrator.exported()
    assert "BJ-01" not in written
    assert written.endswith(change(SOON, "tables = [", f"  {terms[1]},", "]"))
    assert administrator.imports(written)[1:] == [
        "not in the file, left alone: tables BJ-01",
        "not in the file, left alone: changes from 2099-12-08",
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            ('tables = [{ label = "BJ-01", par_cents = "nothing" }]',),
            'tables BJ-01, par_cents: It is neither an amount from 0 to 100000000000 nor "none"',
        ),
        (
            ('tables = [{ label = "BJ-01", min_bet_cents = "none" }]',),
            "tables BJ-01, min_bet_cents: Input should be a valid integer",
        ),
        (("gaming_day_start = 02:00:00",), "changes 1: A gaming day cannot start at 02:00"),
        (('time_zone = "America/Denwer"',), "There is no time zone America/Denwer; mean"),
        (('tables = [{ label = "BJ-99" }]',), "tables BJ-99, label: There is no table BJ-99"),
        (
            ('tables = [{ label = "BJ-01", max_bet_cents = 5_00 }]',),
            "changes 1: The highest bet is below the lowest",
        ),
        (('shifts = [{ name = "Day", starts_at = 14:00:00 }]',), "The start of a shift 14:00:00"),
    ],
)
def test_a_change_that_leaves_no_floor_is_refused_at_its_line(
    administrator: Administrator, changes: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(FloorError) as refused:
        administrator.imports(administrator.exported() + change(SOON, *changes))
    assert sentence in str(refused.value)
    with pytest.raises(FloorError, match="The days are not in their order"):
        administrator.imports(administrator.exported() + change(LATER) + change(SOON))


def test_what_has_begun_or_is_signed_does_not_change(
    database: Database, administrator: Administrator
) -> None:
    with database.connect("boss") as boss:
        boss.execute("select pit.rpc_open_table_session(%s)", [database.table_id("BJ-01")])
    text = administrator.exported()
    today = administrator.value(
        "select pit_private.gaming_day_of(%s, clock_timestamp())", database.casino_id()
    )

    def refusal(day: date, *lines: str) -> str:
        with pytest.raises(FloorError) as refused:
            administrator.imports(text + change(day, *lines))
        assert administrator.exported() == text
        return str(refused.value)

    swing = 'shifts = [{ name = "Swing", starts_at = 15:00:00 }]'
    par = 'tables = [{ label = "BJ-01", par_cents = 1_00 }]'
    assert "shifts Swing, starts_at: Tables ran in this gaming day" in refusal(today, swing)
    assert "BJ-01 ran in this gaming day, which keeps limits and par" in refusal(today, par)
    assert f"{today + timedelta(days=1)} or later" in refusal(today, par)
    assert "another start of the gaming day would recompute" in refusal(
        today, "gaming_day_start = 04:00:00"
    )
    # At midnight in the farthest east it is night in Los Angeles, a day before.
    assert "Nothing would be left of the day before" in refusal(
        today + timedelta(days=1),
        'time_zone = "Pacific/Kiritimati"',
        "gaming_day_start = 00:00:00",
    )
    House(database, administrator.connection).insert(
        "shift_sign_off",
        casino_id=database.casino_id(),
        window_start=datetime.fromisoformat("2099-11-30T14:00Z"),
        window_end=datetime.fromisoformat("2099-12-01T14:00Z"),
        sheet=Jsonb({}),
        outgoing_staff_id=database.staff_id("boss"),
        signed_at=datetime.fromisoformat("2099-12-01T14:00Z"),
    )
    earlier = "gaming_day_start = 04:00:00"
    assert "changes 1: A period that reaches into that day is signed" in refusal(SOON, earlier)
    assert administrator.imports(text + change(LATER, earlier)) != []


def test_a_clock_does_not_change_within_the_minute(
    database: Database, administrator: Administrator
) -> None:
    """An import takes a moment to commit, and entries go on meanwhile."""
    now = datetime.now(UTC)
    noon = now + timedelta(hours=11 - now.hour)
    administrator.connection.execute(
        "update pit.casino_settings set time_zone = %s, gaming_day_start = '14:00'"
        " where casino_id = %s",
        [f"Etc/GMT{now.hour - 11:+}", database.casino_id()],
    )

    def start_at(moment: datetime) -> None:
        administrator.connection.execute(
            "select pit_private.provision_hours(%s, %s, %s)",
            [
                database.casino_id(),
                noon.date(),
                Jsonb({"gaming_day_start": f"{moment:%H:%M:%S}"}),
            ],
        )

    with pytest.raises(errors.Error, match="has begun within a minute"):
        start_at(noon + timedelta(seconds=40))
    start_at(noon + timedelta(minutes=5))


async def test_the_past_keeps_its_hours_limits_and_par(
    database: Database, administrator: Administrator
) -> None:
    """What is changed on a day before anything ran holds from that day, and the podium has it."""
    house = House(database, administrator.connection)
    history = History(house)
    label = house.value("select label from pit.gaming_table where id = %s", history.table)
    main = house.value(
        "select id from pit.pit where name = 'Pit 1' and casino_id = %s", house.casino
    )
    house.change("gaming_table", history.table, pit_id=main, spot=99)
    days = [date(2026, 1, 14), date(2026, 1, 15)]
    for day, cents in zip(days, (None, 70_000_00), strict=True):
        if cents is not None:
            house.connection.execute(
                "insert into pit.table_terms select casino_id, id, %s, 500, 900, %s"
                " from pit.gaming_table where id = %s",
                [day, cents, history.table],
            )
        opened = datetime.combine(day, time(20), UTC)
        session = history.open(opened)
        history.house.change(
            "table_session",
            session,
            status="CLOSED",
            close_reason="cancelled",
            closed_at=opened + timedelta(hours=1),
            closed_by_staff_id=house.boss,
        )
    assert house.connection.execute(
        "select gaming_day, (pit_private.first_count(s)).source,"
        " (pit_private.first_count(s)).total_cents"
        " from pit.table_session s where gaming_table_id = %s order by opened_at",
        [history.table],
    ).fetchall() == [(days[0], "par", 2_000_000), (days[1], "par", 70_000_00)]
    staff = Staff(database)
    boss = staff["boss"]
    assert [boss.view(history.table)[key] for key in ("min_bet_cents", "par_cents")] == [
        500,
        70_000_00,
    ]

    lines = administrator.edits(
        ("starts_at = 14:00:00", "starts_at = 15:00:00"),
        ("= 70_000_00", "= 80_000_00"),
    )
    assert lines == [
        "Harbor (harbor)",
        "~ shift Swing: from 14:00 → 15:00",
        f"~ table {label}: par $70,000 → $80,000",
    ]
    assert boss.view(history.table)["par_cents"] == 80_000_00
    staff.sign_out()
    swings = house.connection.execute(
        "select h.started_at at time zone 'UTC'"
        " from unnest(array[timestamptz '2026-01-15T23:30Z', '2099-01-15T23:30Z']) at"
        " cross join lateral pit_private.shift_at(%s, at) h",
        [house.casino],
    ).fetchall()
    assert [f"{at:%H:%M}" for (at,) in swings] == ["22:00", "23:00"]
    with pytest.raises(errors.InsufficientPrivilege, match="table_terms has been in effect"):
        house.connection.execute("update pit.table_terms set par_cents = 1")

    administrator.imports(administrator.exported() + change(SOON, "gaming_day_start = 04:00:00"))
    desk = await Desk.sign_in(database.credentials("boss"))
    read, clock = await read_house(desk), await read_clock(desk, SOON)
    house.connection.execute(
        "insert into pit.casino_hours"
        " values (%s, '2026-01-20', '2026-01-19T21:00Z', 'Asia/Tokyo', '06:00')",
        [house.casino],
    )
    short = await read_day_window(desk, date(2026, 1, 19))
    await desk.close()
    assert short.window_end - short.window_start == timedelta(hours=7)
    assert [shift.starts_at for shift in read.shifts] == ["06:00", "15:00", "22:00"]
    assert (read.gaming_day_start, clock.gaming_day_start) == ("06:00", "04:00")
    assert read.next_hours is not None
    assert (read.next_hours.name, f"{read.next_hours.at:%m-%d %H}") == ("Grave", "12-01 12")
