"""The audit as text, CSV and JSON: readable, and never obeyed by a terminal or a spreadsheet."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from pitterm.domain.metrics import ShiftWindow, WindowName
from pitterm.reporting import Format
from pitterm.reporting.audit import Audit, AuditKind, AuditRow, audit_of, render_audit
from pitterm.reporting.layout import PAGE_WIDTH, cells

AT = datetime(2026, 1, 15, 22, 5, tzinfo=UTC)
ESCAPES = "\x1b[2J\x9b31m\u202egnp[red]\x07"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def a_row(**changed: Any) -> AuditRow:
    return AuditRow.model_validate(
        {
            "id": UUID(int=1),
            "logged_at": AT,
            "kind": AuditKind.COMMAND,
            "login": "boss",
            "staff_name": "Mira Boss",
            "terminal": "pitterm podium pit-2/pts/3",
            "client_address": "10.0.0.7",
            "function_name": "rpc_start_table_rundown",
            "idempotency_key": "k-1",
            "table_label": "BJ-01",
            "arguments": {"p_table_session_id": str(UUID(int=2))},
            "before": {"status": "ACTIVE", "version": 1},
            "after": {"status": "RUNDOWN", "version": 2},
            **changed,
        }
    )


def an_audit(*rows: AuditRow) -> Audit:
    window = ShiftWindow(
        name=WindowName.DAY,
        shift_name=None,
        gaming_day=AT.date(),
        window_start=datetime(2026, 1, 15, 14, tzinfo=UTC),
        window_end=datetime(2026, 1, 16, 14, tzinfo=UTC),
    )
    return audit_of("Harbor", "America/Los_Angeles", window, AT, list(rows))


def text_of(*rows: AuditRow) -> str:
    return render_audit(an_audit(*rows), Format.TEXT)


def csv_of(*rows: AuditRow) -> list[dict[str, str]]:
    page = render_audit(an_audit(*rows), Format.CSV)
    return list(csv.DictReader(io.StringIO(page[1:], newline="")))


def test_a_line_says_when_who_from_where_what_and_how() -> None:
    words = " ".join(text_of(a_row()).split())
    assert "2026-01-15 14:05:00 boss podium pit-2/pts/3 start table rundown BJ-01" in words
    assert "status ACTIVE → RUNDOWN" in words
    assert "10.0.0.7" in text_of(a_row())


def test_what_was_not_there_before_tells_what_was_asked_for() -> None:
    arguments = {"p_amount_cents": 2_500, "p_table_id": str(UUID(int=3)), "p_note": None}
    text = text_of(a_row(before=None, arguments=arguments))
    assert "amount $25" in text
    assert str(UUID(int=3)) not in text


def test_a_refusal_is_called_one() -> None:
    refusal = a_row(
        kind=AuditKind.REFUSAL, arguments={"code": "forbidden"}, before=None, after=None
    )
    assert "refused: start" in text_of(refusal)
    assert "code forbidden" in text_of(refusal)


def test_an_empty_period_says_so() -> None:
    assert "Nothing was recorded in this period." in text_of()


def test_the_page_is_never_wider_than_a_page() -> None:
    wide = a_row(login="l" * 63, terminal="t" * 64, after={"note": "n" * 1_000}, before={})
    assert max(cells(line) for line in text_of(wide, a_row()).splitlines()) <= PAGE_WIDTH


HOSTILE = a_row(
    login=ESCAPES,
    staff_name=ESCAPES,
    terminal=ESCAPES,
    function_name=ESCAPES,
    idempotency_key=ESCAPES,
    table_label=ESCAPES,
    arguments={"p_note": ESCAPES, ESCAPES: ESCAPES},
    before={"note": ESCAPES},
    after={"note": f"={ESCAPES}", ESCAPES: 1},
)


@pytest.mark.parametrize("form", Format)
def test_nothing_in_it_is_obeyed_by_a_terminal(form: Format) -> None:
    page = render_audit(an_audit(HOSTILE), form).removeprefix("\ufeff").replace("\r\n", "\n")
    assert not OBEYED.search(page)


def test_no_cell_is_a_formula() -> None:
    (row,) = csv_of(a_row(login="=1+1", terminal="@SUM(A1)", table_label="-1", staff_name="\t+1"))
    assert row["login"] == "'=1+1"
    assert row["terminal"] == "'@SUM(A1)"
    assert row["table"] == "'-1"
    assert not row["name"].startswith(("+", "\t"))


def test_csv_has_the_rows_as_json() -> None:
    (row,) = csv_of(a_row())
    assert json.loads(row["before"]) == {"status": "ACTIVE", "version": 1}
    assert row["at"] == "2026-01-15T14:05:00-08:00"
    assert row["kind"] == "command"


def test_json_brings_back_what_was_recorded() -> None:
    found = json.loads(render_audit(an_audit(HOSTILE), Format.JSON))
    assert found["lines"][0]["login"] == ESCAPES
    assert Audit.model_validate(found) == an_audit(HOSTILE)
