"""A report as CSV: read back as it was written, and nothing in it is a formula."""

import csv
import io
from decimal import Decimal

import pytest

from pitterm.reporting import Format, ReportKind, assemble, render
from pitterm.reporting.spreadsheet import COLUMNS, disarmed
from tests.reporting.readings import (
    a_counted_table,
    a_discrepancy,
    a_late_entry,
    a_table,
    readings,
)

HOSTILE = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\uff1d1",
)


def rows_of(*arguments: object, **known: object) -> list[dict[str, str]]:
    found = readings(*arguments, **known)  # type: ignore[arg-type]
    page = render(assemble(found, ReportKind.SHIFT), Format.CSV)
    assert page.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(page[1:], newline="")))


def one(rows: list[dict[str, str]], kind: str, table: str = "") -> dict[str, str]:
    [row] = [row for row in rows if row["row"] == kind and row["table"] == table]
    return row


def test_every_row_has_every_column_and_names_its_period() -> None:
    rows = rows_of()
    assert {tuple(row) for row in rows} == {COLUMNS}
    assert [row["row"] for row in rows] == [
        "casino",
        "pit",
        "table",
        "table",
        "session",
        "rundown",
    ]
    assert {row["period_start"] for row in rows} == {"2026-01-15T14:00:00-08:00"}
    assert {row["casino"] for row in rows} == {"Harbor"}


def test_lines_end_as_the_standard_says() -> None:
    page = render(assemble(readings(), ReportKind.SHIFT), Format.CSV)
    assert page.count("\r\n") == page.count("\n") == 7


def test_amounts_stand_in_cents_and_as_a_person_reads_them() -> None:
    table = one(rows_of(), "table", "BJ-02")
    assert (table["est_drop_cents"], table["est_drop"]) == ("300000", "$3,000")
    assert table["discrepancy_cents"] == "-10000"
    assert table["win_to"] == "2026-01-15T16:00:00-08:00"


def test_what_nobody_knows_is_an_empty_cell_with_its_reason() -> None:
    quiet = one(rows_of(), "table", "BJ-01")
    assert (quiet["est_drop_cents"], quiet["est_drop"]) == ("", "")
    assert (quiet["est_win_cents"], quiet["est_win_missing"]) == ("", "no count")
    assert quiet["hold_percent"] == ""


def test_a_late_entry_names_its_form_and_who_entered_it() -> None:
    row = one(rows_of(sheet={"late_entries": [a_late_entry()]}), "late entry", "BJ-01")
    assert (row["at"], row["status"], row["slip"]) == ("2026-01-15T18:00:00-08:00", "count", "4471")
    assert row["note"] == (
        "The server was away (entered 2026-01-15T19:30:00-08:00 by Rosa Delgado)"
    )


def test_a_negative_hold_stays_a_number() -> None:
    table = a_counted_table(hold_percent=Decimal("-12.50"))
    assert one(rows_of([table]), "table", "BJ-02")["hold_percent"] == "-12.50"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_label_note_or_name_is_a_formula(text: str) -> None:
    rows = rows_of(
        [a_table(text)],
        casino=text,
        sheet={"discrepancies": [a_discrepancy(text, note=text)]},
    )
    assert {row["casino"] for row in rows} == {f"'{text}"}
    line = one(rows, "discrepancy", f"'{text}")
    assert line["note"] == f"'{text}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a\n=1+1", "a\n'=1+1"),
        ("a; @SUM(A1);b", "a;' @SUM(A1);b"),
        ("\tBJ", "'\tBJ"),
        ("\rBJ", "'\rBJ"),
    ],
)
def test_no_cell_begins_with_a_formula_where_the_separator_is_a_semicolon(
    text: str, written: str
) -> None:
    assert disarmed(text) == written


@pytest.mark.parametrize(
    "text",
    ["BJ-01", "a=b", "a;b", 'two "big" chips, one small', "first\nsecond", "'quoted", "桌一", ""],
)
def test_other_text_is_read_back_as_it_was(text: str) -> None:
    assert disarmed(text) == text
    rows = rows_of(sheet={"discrepancies": [a_discrepancy(note=text)]})
    assert one(rows, "discrepancy", "BJ-02")["note"] == text
