"""The audit of a period: who did what from where, as text, CSV or JSON."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, ConfigDict

from pitterm.domain import money
from pitterm.domain.metrics import ShiftWindow
from pitterm.domain.text import escaped, harmless
from pitterm.domain.values import Row, Value
from pitterm.reporting.clock import local
from pitterm.reporting.heading import heading
from pitterm.reporting.layout import Column, aligned
from pitterm.reporting.rendering import Format
from pitterm.reporting.spreadsheet import BYTE_ORDER_MARK, disarmed

Fields = Mapping[str, Any]

COLUMNS = (
    *("casino", "period_start", "period_end", "at", "kind", "login", "name", "terminal"),
    *("address", "what", "key", "table", "arguments", "before", "after"),
)
_UNTOLD = frozenset({"id", "casino_id", "created_at", "updated_at", "version", "idempotency_key"})
"""What of a row changes by itself or says nothing to a person."""


class AuditKind(StrEnum):
    """What a line is about."""

    COMMAND = "command"
    SIGN_IN = "sign_in"
    REFUSAL = "refusal"
    ADMINISTRATION = "administration"
    EXPORT = "export"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class AuditRow(Row):
    """A line as the database has it."""

    id: UUID
    logged_at: AwareDatetime
    kind: AuditKind
    login: str
    staff_name: str | None
    terminal: str
    client_address: str | None
    function_name: str
    idempotency_key: str | None
    table_label: str | None
    arguments: dict[str, Any] | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class _Part(Value):
    model_config = ConfigDict(use_attribute_docstrings=True)


class AuditLine(_Part):
    """One thing that was done."""

    at: AwareDatetime
    kind: AuditKind
    login: str
    """The login of the connection."""
    name: str | None
    """The staff member behind it; null where an administrator worked on the database itself."""
    terminal: str
    """What the program called itself: a label, no proof."""
    address: str | None
    """The client's address as the server saw it; null over a local socket."""
    what: str
    key: str | None
    table: str | None
    arguments: dict[str, Any] | None
    before: dict[str, Any] | None
    """The main row before, where there was one."""
    after: dict[str, Any] | None


class Audit(_Part):
    """The lines of a period, oldest first."""

    version: int = 1
    casino: str
    time_zone: str
    start: AwareDatetime
    end: AwareDatetime
    as_of: AwareDatetime
    lines: tuple[AuditLine, ...]


def audit_of(
    casino: str, time_zone: str, window: ShiftWindow, as_of: datetime, rows: list[AuditRow]
) -> Audit:
    """The audit with its times on the casino's clock."""
    zone = ZoneInfo(time_zone)
    return Audit(
        casino=casino,
        time_zone=time_zone,
        start=local(window.window_start, zone),
        end=local(window.window_end, zone),
        as_of=local(as_of, zone),
        lines=tuple(_line(row, zone) for row in rows),
    )


def render_audit(audit: Audit, form: Format) -> str:
    """The whole audit, its last line ended; nothing in it is obeyed by a terminal."""
    if form is Format.JSON:
        return escaped(audit.model_dump_json(indent=2)) + "\n"
    return _spreadsheet(audit) if form is Format.CSV else _plain(audit)


def _line(row: AuditRow, zone: ZoneInfo) -> AuditLine:
    return AuditLine(
        at=local(row.logged_at, zone),
        kind=row.kind,
        login=row.login,
        name=row.staff_name,
        terminal=row.terminal,
        address=row.client_address,
        what=row.function_name,
        key=row.idempotency_key,
        table=row.table_label,
        arguments=row.arguments,
        before=row.before,
        after=row.after,
    )


def _spreadsheet(audit: Audit) -> str:
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, COLUMNS)
    writer.writeheader()
    for line in audit.lines:
        cells = {
            "casino": audit.casino,
            "period_start": audit.start.isoformat(),
            "period_end": audit.end.isoformat(),
            **line.model_dump(exclude={"at", "arguments", "before", "after"}),
            "at": line.at.isoformat(),
            **{
                name: json.dumps(value, ensure_ascii=False) if value is not None else None
                for name, value in _rows_of(line)
            },
        }
        writer.writerow({name: disarmed(harmless(text or "")) for name, text in cells.items()})
    return BYTE_ORDER_MARK + page.getvalue()


def _rows_of(line: AuditLine) -> Iterator[tuple[str, Fields | None]]:
    yield "arguments", line.arguments
    yield "before", line.before
    yield "after", line.after


_HEADINGS = (
    Column("At", widest=19),
    Column("Login", widest=16),
    Column("From", widest=24),
    Column("What", widest=24),
    Column("Table", widest=12),
    Column("How"),
)


def _plain(audit: Audit) -> str:
    period = f"{audit.start:%a %Y-%m-%d %H:%M} → {audit.end:%a %Y-%m-%d %H:%M}"
    lines = heading(audit.casino, "audit", f"{len(audit.lines):,} lines")
    lines.append(f"{period} · as of {audit.as_of:%Y-%m-%d %H:%M:%S}")
    if audit.lines:
        lines += ["", *aligned(_HEADINGS, [_cells(line) for line in audit.lines])]
    else:
        lines += ["", "Nothing was recorded in this period."]
    return "\n".join(lines) + "\n"


def _cells(line: AuditLine) -> list[str]:
    place = " ".join(filter(None, (line.terminal.removeprefix("pitterm "), line.address)))
    what = line.what.removeprefix("rpc_").replace("_", " ")
    if line.kind is AuditKind.REFUSAL:
        what = f"refused: {what}"
    texts = (line.login, place, what, line.table or "", _told(line))
    return [f"{line.at:%Y-%m-%d %H:%M:%S}", *map(harmless, texts)]


def _told(line: AuditLine) -> str:
    """What changed, or what was asked for where nothing was there before."""
    if line.before is not None and line.after is not None:
        before, after = line.before, line.after
        return ", ".join(
            f"{_word(name)} {_shown(name, before.get(name))} → {_shown(name, value)}"
            for name, value in after.items()
            if name not in _UNTOLD and value != before.get(name) and not _is_id(value)
        )
    given = line.arguments or line.after or line.before or {}
    return ", ".join(
        f"{_word(name)} {_shown(name, value)}"
        for name, value in given.items()
        if name not in _UNTOLD and not _is_nothing(value) and not _is_id(value)
    )


def _is_nothing(value: object) -> bool:
    """Left out, or a flag that was not set."""
    return value is None or value is False


def _word(name: str) -> str:
    return name.removeprefix("p_").removesuffix("_cents").replace("_", " ")


def _shown(name: str, value: object) -> str:
    if name.endswith("_cents") and isinstance(value, int):
        return money.show(value)
    if value is None:
        return "—"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_id(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        UUID(value)
    except ValueError:
        return False
    return True
