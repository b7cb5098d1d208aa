"""One line of a shift: every result names its counts, every sum what is missing from it."""

from zoneinfo import ZoneInfo

from pitterm.domain.metrics import OpeningSource
from pitterm.domain.shift_lines import (
    asides,
    casino_line,
    counted_words,
    missing_words,
    pit_line,
    table_line,
    win_words,
)
from pitterm.podium.widgets.sparks import sparks
from tests.podium.shift_values import (
    SILENT,
    UNCOUNTED,
    make_casino_metrics,
    make_pit_metrics,
    make_table_metrics,
)

PACIFIC = ZoneInfo("America/Los_Angeles")


def test_a_result_names_the_counts_it_stands_between() -> None:
    assert win_words(table_line(make_table_metrics()), PACIFIC) == "▲ +500 · 14:02 → 18:00"


def test_no_later_count_is_a_dash_with_the_time_of_the_last_one() -> None:
    line = table_line(make_table_metrics(**UNCOUNTED))
    assert win_words(line, PACIFIC) == "— no count since 14:02"


def test_no_count_at_all_is_said() -> None:
    line = table_line(make_table_metrics(**UNCOUNTED, opening_snapshot_at=None))
    assert win_words(line, PACIFIC) == "— no count"


def test_without_any_entry_only_the_tray_is_known() -> None:
    line = table_line(make_table_metrics(**SILENT))
    assert win_words(line, PACIFIC) == "— tray ▼ \N{MINUS SIGN}500 · 14:02 → 18:00"


def test_a_sum_says_how_many_of_its_tables_stand_in_it() -> None:
    line = casino_line(make_casino_metrics(), "Harbor")
    assert win_words(line, PACIFIC) == "▼ \N{MINUS SIGN}150 · 3 of 5"
    assert missing_words(line) == "est. drop from 4 of 5 tables, est. win/loss from 3, counted 1"
    assert line.coverage_words == "3 of 5 rated+unrated"


def test_a_pit_in_which_only_rated_entries_were_logged_says_at_least() -> None:
    assert pit_line(make_pit_metrics(tables_with_good_coverage=0)).coverage_words == (
        "rated only (at least)"
    )
    assert pit_line(make_pit_metrics(tables_with_telemetry=0)).coverage_words == "nothing logged"


def test_a_table_without_a_released_count_says_so() -> None:
    line = table_line(make_table_metrics())
    assert counted_words(line, PACIFIC) == "counted —, no released count"


def test_what_no_result_holds_stands_beside_it() -> None:
    line = table_line(
        make_table_metrics(
            discrepancy_cents=-10_000,
            outside_session_cents=2_500,
            opening_source=OpeningSource.PAR,
        )
    )
    assert asides(line) == [
        "since the count: buy-ins $2,000, fills $5,000",
        "discrepancy ▼ \N{MINUS SIGN}100",
        "outside any session $25",
        "begins with: par, not counted",
    ]


def test_the_tables_in_no_pit_have_a_line_of_their_own() -> None:
    line = pit_line(make_pit_metrics(None))
    assert (line.name, line.key) == ("no pit", "pit")


def test_marks_rise_with_the_amount_and_a_silent_hour_is_a_dot() -> None:
    assert sparks((10, None, 80, -5), is_plain=False) == "▂·█▁"
    assert sparks((10, None, 80), is_plain=True) == "-.#"
    assert sparks((), is_plain=False) == ""


def test_hours_share_a_mark_where_there_are_more_than_fit() -> None:
    assert len(sparks((1,) * 24, is_plain=False)) == 8
