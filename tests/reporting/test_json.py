"""A report as JSON: what docs/report.schema.json says, and nothing else."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from pitterm.domain import money
from pitterm.reporting import Format, Report, ReportKind, assemble, render
from pitterm.reporting.schema import report_schema
from pitterm.reporting.values import Amount
from tests.reporting.readings import a_discrepancy, a_late_entry, a_slip, readings

DOCS = Path(__file__).parents[2] / "docs"
SHEET = {
    "discrepancies": [a_discrepancy(note="=1")],
    "slips_in_flight": [a_slip()],
    "late_entries": [a_late_entry()],
}


def test_the_documented_schema_is_the_programs_own() -> None:
    """`python -m pitterm.reporting.schema` writes it."""
    assert (DOCS / "report.schema.json").read_text(encoding="utf-8") == report_schema()


def test_a_report_is_read_back_as_it_was_written() -> None:
    report = assemble(readings(sheet=SHEET), ReportKind.SHIFT)
    assert Report.model_validate_json(render(report, Format.JSON)) == report


def test_a_key_nobody_declared_is_refused() -> None:
    written = json.loads(render(assemble(readings(), ReportKind.SHIFT), Format.JSON))
    written["more"] = 1
    with pytest.raises(ValidationError, match="more"):
        Report.model_validate(written)


def test_every_object_has_the_keys_the_schema_demands_and_no_other() -> None:
    schema = json.loads(report_schema())
    written = json.loads(render(assemble(readings(sheet=SHEET), ReportKind.SHIFT), Format.JSON))
    assert set(written) == set(schema["properties"]) == set(schema["required"])
    definitions = schema["$defs"]
    assert set(written["tables"][0]) == set(definitions["TableFigures"]["required"])
    assert set(written["sums"][0]) == set(definitions["Sums"]["required"])
    assert set(written["slips_in_flight"][0]) == set(definitions["SlipInFlight"]["required"])
    assert set(written["late_entries"][0]) == set(definitions["LateEntry"]["required"])
    assert all(each["additionalProperties"] is False for each in _objects(definitions))


def test_what_nobody_knows_is_null() -> None:
    written = json.loads(render(assemble(readings(), ReportKind.SHIFT), Format.JSON))
    [quiet, counted] = written["tables"]
    assert quiet["est_drop"] is quiet["est_win"] is quiet["hold_percent"] is None
    assert quiet["est_win_missing"] == "no count"
    assert counted["est_win"] == {"cents": 50_000, "formatted": "$500"}
    assert counted["since_count"]["buyins"]["cents"] == 200_000


def test_times_have_the_casinos_offset() -> None:
    written = json.loads(render(assemble(readings(), ReportKind.SHIFT), Format.JSON))
    assert written["period"]["start"] == "2026-01-15T14:00:00-08:00"
    assert written["tables"][1]["win_from"] == "2026-01-15T14:30:00-08:00"


def test_cents_and_words_of_an_amount_cannot_differ() -> None:
    with pytest.raises(ValidationError):
        Amount(cents=100, formatted=money.show(200))


def _objects(definitions: dict[str, dict[str, object]]) -> list[dict[str, object]]:
    return [each for each in definitions.values() if each["type"] == "object"]
