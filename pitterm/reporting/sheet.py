"""What of a shift's sheet stands in a report."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from pitterm.domain.metrics import ShiftSheet
from pitterm.domain.paper import LateEntryLine
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.slips import SlipKind, SlipStatus
from pitterm.domain.values import Row
from pitterm.reporting.clock import local, local_if_known
from pitterm.reporting.values import (
    CountOwed,
    Discrepancy,
    LateEntry,
    LiveTable,
    Signatures,
    SlipInFlight,
    TrayCount,
    amount,
)

Lines = Iterable[Mapping[str, Any]]


class _Discrepancy(Row):
    table_label: str
    opener_at: AwareDatetime
    opener_cents: int
    expected_cents: int
    discrepancy_cents: int
    note: str | None
    is_reportable: bool
    is_regulatory: bool


class _Slip(Row):
    table_label: str
    kind: SlipKind
    status: SlipStatus
    slip_label: str | None
    amount_cents: int
    requested_at: AwareDatetime


class _Owed(Row):
    table_label: str
    closed_at: AwareDatetime


class _Live(Row):
    table_label: str
    status: SessionStatus
    opened_at: AwareDatetime
    change_count_at: AwareDatetime | None
    change_count_cents: int | None


def discrepancies(lines: Lines, zone: ZoneInfo) -> tuple[Discrepancy, ...]:
    """Openers that differ from the closers before them."""
    rows = map(_Discrepancy.model_validate, lines)
    return tuple(
        Discrepancy(
            table=row.table_label,
            opener_at=local(row.opener_at, zone),
            opener=amount(row.opener_cents),
            expected=amount(row.expected_cents),
            difference=amount(row.discrepancy_cents),
            note=row.note,
            is_reportable=row.is_reportable,
            is_regulatory=row.is_regulatory,
        )
        for row in rows
    )


def slips(lines: Lines, end: datetime, zone: ZoneInfo) -> tuple[SlipInFlight, ...]:
    """Fills and credits asked for before the end and not settled yet."""
    rows = map(_Slip.model_validate, lines)
    return tuple(
        SlipInFlight(
            table=row.table_label,
            kind=row.kind,
            status=row.status,
            slip=row.slip_label,
            amount=amount(row.amount_cents),
            requested_at=local(row.requested_at, zone),
        )
        for row in rows
        if row.requested_at < end
    )


def owed(lines: Lines, end: datetime, zone: ZoneInfo) -> tuple[CountOwed, ...]:
    """Tables that closed before the end without their count, and have none yet."""
    rows = map(_Owed.model_validate, lines)
    return tuple(
        CountOwed(table=row.table_label, closed_at=local(row.closed_at, zone))
        for row in rows
        if row.closed_at < end
    )


def late_entries(lines: Lines, zone: ZoneInfo) -> tuple[LateEntry, ...]:
    """What of the period came from paper."""
    rows = map(LateEntryLine.model_validate, lines)
    return tuple(
        LateEntry(
            table=row.table_label,
            kind=row.record_kind,
            at=local(row.occurred_at, zone),
            form=row.paper_number,
            reason=row.reason,
            entered_at=local(row.entered_at, zone),
            entered_by=row.entered_by,
        )
        for row in rows
    )


def live(lines: Lines, end: datetime, zone: ZoneInfo) -> tuple[LiveTable, ...]:
    """Sessions of before the end that still run, with their count for it where there is one."""
    rows = map(_Live.model_validate, lines)
    return tuple(
        LiveTable(
            table=row.table_label,
            status=row.status,
            opened_at=local(row.opened_at, zone),
            change_count=_change_count(row.change_count_at, row.change_count_cents, zone),
        )
        for row in rows
        if row.opened_at < end
    )


def signatures(sheet: ShiftSheet, names: Mapping[UUID, str], zone: ZoneInfo) -> Signatures | None:
    """Who signed; None while nobody has."""
    if sheet.signed_at is None:
        return None
    outgoing, incoming = sheet.outgoing_staff_id, sheet.incoming_staff_id
    return Signatures(
        outgoing=names.get(outgoing) if outgoing else None,
        signed_at=local(sheet.signed_at, zone),
        incoming=names.get(incoming) if incoming else None,
        incoming_signed_at=local_if_known(sheet.incoming_signed_at, zone),
        late=len(sheet.late),
    )


def _change_count(at: datetime | None, cents: int | None, zone: ZoneInfo) -> TrayCount | None:
    if at is None or cents is None:
        return None
    return TrayCount(at=local(at, zone), total=amount(cents))
