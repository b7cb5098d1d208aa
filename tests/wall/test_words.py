"""What the wall says, as values: figures, pages, tiles, alerts and the reading distance."""

from datetime import timedelta

import pytest

from pitterm.domain import money
from pitterm.domain.alerts import AlertClass, AlertKind
from pitterm.domain.board import Availability
from pitterm.domain.currency import Currency
from pitterm.domain.sessions import SessionStatus
from pitterm.wall.distance import panel_height_cm, reading_distance_m
from pitterm.wall.fitting import fit
from pitterm.wall.headline import GAP, Block, blocks_of, headline_of
from pitterm.wall.masking import without_names
from pitterm.wall.pages import grid_of, pages_of, tables_of
from pitterm.wall.strip import alert_lines, strip_of
from pitterm.wall.tiles import SHORT, tile_of
from tests.podium.values import DAY_START, NOW, SALON, make_entry, make_figures, make_table
from tests.wall.recorded import COLLEAGUE, NOTE, acknowledged, make_alert, make_floor, make_picture

COUNTED = {"last_count_at": NOW - timedelta(minutes=30)}


def _words(tile: object) -> list[str]:
    assert isinstance(tile, tuple)
    return ["".join(piece.text for piece in line) for line in tile]


def test_a_tile_is_two_lines_about_the_table_and_a_third_where_there_is_room() -> None:
    table = make_table("BJ-04", 4, SessionStatus.ACTIVE, alerts=(make_alert(),), **COUNTED)
    assert _words(tile_of(table, NOW)) == [
        "BJ-04 ● ACTIVE",
        "2:14 ▲ slip 18 min",
        "Blackjack · counted 0:30",
    ]


def test_a_tile_says_what_a_closed_table_owes() -> None:
    table = make_table("BJ-06", 6, owes_count=True)
    assert _words(tile_of(table, NOW))[:2] == ["BJ-06 ○ CLOSED", "▲ count owed"]


def test_a_slip_that_is_not_late_is_said_quietly() -> None:
    slip = {"slips_in_flight": 2, "oldest_slip_at": NOW - timedelta(minutes=4)}
    table = make_table("BJ-01", 1, SessionStatus.ACTIVE, **slip)
    assert _words(tile_of(table, NOW))[1] == "2:14 2 slips 4 min"


def test_custody_stands_before_attention_on_a_tile_and_the_rest_is_counted() -> None:
    need = make_alert(AlertKind.NEED_HIGH, 90, alert_class=AlertClass.ATTENTION)
    table = make_table("BJ-01", 1, SessionStatus.ACTIVE, alerts=(need, make_alert()))
    assert _words(tile_of(table, NOW))[1] == "2:14 ▲ slip 18 min +1"


def test_no_tile_holds_a_name_or_money() -> None:
    for table in make_floor():
        words = "".join(_words(tile_of(table, NOW)))
        assert "$" not in words
        assert "Mira" not in words


def test_every_kind_of_alert_has_a_short_word() -> None:
    assert set(SHORT) == set(AlertKind)


def test_the_headline_counts_every_table_once() -> None:
    picture = make_picture()
    headline = headline_of(picture, picture.tables)
    assert (headline.active, headline.count_due, headline.run_down) == (4, 1, 1)
    assert headline.closed == 8
    assert headline.active + headline.count_due + headline.run_down + headline.closed == 14
    assert headline.slips == 1


def test_the_drop_is_the_sum_of_what_was_logged() -> None:
    nothing = make_figures(est_drop_cents=None)
    silent = make_table("BJ-03", 3, day=nothing)
    picture = make_picture(make_table(), make_table("BJ-02", 2), silent)
    assert headline_of(picture, picture.tables).est_drop_cents == 25_000
    picture = make_picture(silent)
    assert headline_of(picture, picture.tables).est_drop_cents is None


def test_the_win_is_known_only_when_every_live_table_was_counted_within_the_limit() -> None:
    fresh = make_table("BJ-01", 1, SessionStatus.ACTIVE, **COUNTED)
    picture = make_picture(fresh)
    assert headline_of(picture, picture.tables).est_win_cents == 50_000
    old = make_table(
        "BJ-02", 2, SessionStatus.ACTIVE, last_count_at=NOW - timedelta(hours=2, seconds=1)
    )
    picture = make_picture(fresh, old)
    headline = headline_of(picture, picture.tables)
    assert (headline.est_win_cents, headline.counted, headline.live) == (None, 1, 2)
    assert blocks_of(headline, 200)[-1] == Block("-", "est. win/loss —  1 of 2 counted")
    assert blocks_of(headline, 78)[-1].caption.endswith("—  1 of 2 counted")


def test_the_limit_is_the_casinos_where_the_server_says_it() -> None:
    picture = make_picture(
        make_table("BJ-01", 1, SessionStatus.ACTIVE, **COUNTED), alert_wall_count_seconds=600
    )
    assert headline_of(picture, picture.tables).est_win_cents is None


def test_a_table_closed_today_without_a_result_leaves_the_win_unknown() -> None:
    fresh = make_table("BJ-01", 1, SessionStatus.ACTIVE, **COUNTED)
    unknown = make_figures(est_win_cents=None, win_from=None, win_to=None)
    yesterday = make_table("BJ-02", 2, last_closed_at=DAY_START - timedelta(hours=1), day=unknown)
    picture = make_picture(fresh, yesterday)
    assert headline_of(picture, picture.tables).est_win_cents == 50_000
    today = make_table("BJ-02", 2, last_closed_at=DAY_START + timedelta(hours=1), day=unknown)
    picture = make_picture(fresh, today)
    assert headline_of(picture, picture.tables).est_win_cents is None


@pytest.mark.parametrize("width", [78, 108, 158, 298])
@pytest.mark.parametrize("cents", [0, 12_345, 98_765_432, 1_234_567_890])
@pytest.mark.parametrize("count", [9, 150])
def test_the_headline_fits_whatever_was_taken(width: int, cents: int, count: int) -> None:
    figures = make_figures(est_drop_cents=cents, est_win_cents=-cents)
    tables = [
        make_table(f"BJ-{spot}", spot, SessionStatus.ACTIVE, day=figures, **COUNTED)
        for spot in range(count)
    ]
    due = make_table("BJ-99", 99, SessionStatus.OPEN, day=figures, **COUNTED)
    picture = make_picture(*tables, due)
    blocks = blocks_of(headline_of(picture, picture.tables), width)
    assert sum(block.width + GAP for block in blocks) <= width


def test_a_narrow_amount_is_cut_off_in_thousands_and_never_rounded_up() -> None:
    figures = make_figures(est_drop_cents=199_999, est_win_cents=99_999_999)
    table = make_table("BJ-01", 1, SessionStatus.ACTIVE, day=figures, **COUNTED)
    picture = make_picture(table)
    headline = headline_of(picture, picture.tables)
    assert [block.digits for block in blocks_of(headline, 65)[-2:]] == ["$1.9K", "+$999K"]
    assert [block.digits for block in blocks_of(headline, 200)[-2:]] == ["$1,999", "+$999,999"]


def test_a_loss_has_its_own_word_arrow_and_sign() -> None:
    figures = make_figures(est_win_cents=-115_000)
    picture = make_picture(make_table("BJ-01", 1, SessionStatus.ACTIVE, day=figures, **COUNTED))
    win = blocks_of(headline_of(picture, picture.tables), 200)[-1]
    assert win == Block("-$1,150", "▼ est. loss, gaming day")


def test_no_amount_is_shown_where_the_server_sends_none() -> None:
    picture = make_picture(make_table("BJ-01", 1, SessionStatus.ACTIVE, day=None))
    captions = [block.caption for block in blocks_of(headline_of(picture, picture.tables), 200)]
    assert captions == ["active", "run down", "closed", "slips"]


def test_names_and_notes_are_gone_before_anything_is_painted() -> None:
    alert = acknowledged(make_alert(amount_cents=77_700))
    table = make_table(
        "BJ-01", 1, SessionStatus.ACTIVE, recent_entries=(make_entry(),), alerts=(alert,)
    )
    [masked] = without_names(make_picture(table), mask_money=False).tables
    kept = masked.model_dump_json()
    for name in ("Mira Boss", COLLEAGUE, NOTE):
        assert name not in kept
    assert "77700" in kept
    [poor] = without_names(make_picture(table), mask_money=True).tables
    assert (poor.day, poor.shift, poor.session, poor.need_cents) == (None, None, None, None)
    assert "77700" not in poor.model_dump_json()


def test_one_pit_is_a_page_and_a_big_pit_is_several() -> None:
    tables = tables_of(make_picture(), None)
    assert [(page.pit_name, len(page.tables)) for page in pages_of(tables, 9)] == [
        ("Main", 9),
        ("Main", 3),
        ("Salon", 2),
    ]
    assert len(pages_of((), 9)) == 1


def test_every_table_is_on_exactly_one_page() -> None:
    tables = tuple(make_table(f"BJ-{spot}", spot) for spot in range(500))
    for width, height in ((78, 12), (118, 24), (298, 68)):
        pages = pages_of(tables, grid_of(width, height).size)
        assert [table for page in pages for table in page.tables] == list(tables)


@pytest.mark.parametrize(("width", "columns"), [(78, 3), (109, 3), (118, 4), (298, 4)])
def test_there_are_three_or_four_columns(width: int, columns: int) -> None:
    grid = grid_of(width, 12)
    assert grid.columns == columns
    assert grid.tile_width >= len("BJ-04 ◌ OPEN · COUNT DUE")


def test_tiles_have_two_sizes() -> None:
    assert (grid_of(78, 12).tile_lines, grid_of(78, 40).tile_lines) == (2, 3)


def test_a_pit_is_found_whatever_its_case() -> None:
    assert {table.pit_name for table in tables_of(make_picture(), "salon")} == {SALON.name}
    assert tables_of(make_picture(), "attic") == ()


def test_a_table_off_the_floor_is_out_of_sight_until_something_is_owed() -> None:
    off = make_table("BJ-01", 1, availability=Availability.INACTIVE)
    owing = make_table("BJ-02", 2, availability=Availability.INACTIVE, owes_count=True)
    assert tables_of(make_picture(off, owing), None) == (owing,)


def test_the_strip_has_custody_first_then_the_oldest() -> None:
    need = make_alert(AlertKind.NEED_HIGH, 90, alert_class=AlertClass.ATTENTION)
    one = make_table("BJ-01", 1, alerts=(need, make_alert(minutes=3)))
    two = make_table("BJ-02", 2, alerts=(make_alert(AlertKind.COUNT_OWED, 45),))
    lines = alert_lines((one, two), NOW)
    assert [line.words for line in lines] == [
        "▲ BJ-02  count owed  45 min",
        f"▲ BJ-01  {AlertKind.SLIP_LATE.words}  3 min",
        f"▲ BJ-01  {AlertKind.NEED_HIGH.words}  1:30 h",
    ]
    assert [line.is_alarm for line in lines] == [True, True, False]


def test_an_acknowledged_alert_leaves_the_strip() -> None:
    table = make_table(alerts=(acknowledged(make_alert()),))
    assert alert_lines((table,), NOW) == []
    assert strip_of([], 7).lines == ()


def test_more_alerts_than_lines_come_round() -> None:
    tables = [make_table(f"BJ-{spot}", spot, alerts=(make_alert(),)) for spot in range(10, 19)]
    lines = alert_lines(tables, NOW)
    shown = [line for turn in range(3) for line in strip_of(lines, turn).lines]
    assert shown == lines
    assert strip_of(lines, 3) == strip_of(lines, 0)
    assert (strip_of(lines, 2).first, strip_of(lines, 2).total) == (9, 9)


def test_a_letter_reads_as_far_as_sixteen_minutes_of_arc_reach() -> None:
    # 24 rows on a metre: capitals of 25 mm, over tan(16') = 0.004654.
    assert reading_distance_m(100, 24) == pytest.approx(0.025 / 0.0046542, rel=1e-3)
    assert reading_distance_m(100, 48) == pytest.approx(reading_distance_m(100, 24) / 2)
    assert panel_height_cm(55) == pytest.approx(68.5, abs=0.1)


def test_a_text_is_cut_to_its_cells_with_a_sign_that_something_is_missing() -> None:
    assert fit("BJ-01", 8) == "BJ-01   "
    assert fit("Baccarat", 5) == "Bacc…"
    assert fit("バカラ", 5) == "バカ…"
    assert fit("x", 0) == ""


@pytest.mark.usefixtures("another_currency")
@pytest.mark.parametrize(
    ("currency", "digits", "caption"),
    [
        (Currency(code="EUR", symbol="€"), "€12,345", "est. drop, gaming day"),
        (
            Currency(code="JPY", symbol="¥", minor_units=0),
            "1,234,500",
            "est. drop, gaming day (JPY)",
        ),
    ],
)
def test_the_headline_names_a_currency_that_has_no_big_sign(
    currency: Currency, digits: str, caption: str
) -> None:
    money.write_in(currency)
    headline = headline_of(make_picture(), ())._replace(shows_money=True, est_drop_cents=1_234_500)
    assert Block(digits, caption) in blocks_of(headline, 300)
