"""What the panel and the list of alerts say about each."""

from textual.content import Content

from pitterm.domain import money
from pitterm.domain.alerts import Alert
from pitterm.domain.board import TableView
from pitterm.domain.shifts import ChangeCounts
from pitterm.podium.alert_words import glyph
from pitterm.podium.widgets.cells import Cell, Moment, Tone, alert_tone
from pitterm.podium.widgets.record_table import RecordColumn, RecordLine
from pitterm.podium.wording import harmless, show_ago, show_time

COLUMNS = (
    RecordColumn("table", "table", 7),
    RecordColumn("alert", "alert", 28),
    RecordColumn("since", "since", 9),
    RecordColumn("age", "age", 8, is_figure=True),
    RecordColumn("seen", "acknowledged", 0),
)
_PANEL_LINES = 5
_QUIET = Tone.QUIET.style


def on_the_line(table: TableView) -> tuple[str, str]:
    """The loudest alert in words, for a terminal without a panel."""
    waiting = [alert for alert in table.alerts if not alert.is_acknowledged]
    if not waiting:
        return "", ""
    more = f" +{len(waiting) - 1}" if len(waiting) > 1 else ""
    return f" · {glyph(waiting[0])} {waiting[0].kind.words}{more}", _steady(waiting[0]).style


def in_the_panel(table: TableView, moment: Moment, key: str) -> Content:
    """The table's alerts in words, each with its age or who saw it."""
    lines = []
    for alert in table.alerts[:_PANEL_LINES]:
        beside = f" · {show_ago(moment.now - alert.since)}"
        if alert.is_acknowledged:
            beside = " · seen"
        words = (f"{glyph(alert)} {alert.kind.words}", _steady(alert).style)
        lines.append(Content.assemble(words, (beside, _QUIET)))
    hidden = len(table.alerts) - _PANEL_LINES
    if hidden > 0:
        lines.append(Content.styled(f"and {hidden} more · {key} shows them", _QUIET))
    return Content("\n").join(lines)


def line(alert: Alert, table: TableView, moment: Moment) -> RecordLine:
    """One row of the list."""
    seen = "not yet"
    if alert.acknowledged_at is not None:
        seen = f"{_at(alert, moment)} {harmless(alert.acknowledged_by_name or '')}".rstrip()
    today = moment.now.astimezone(moment.zone).date()
    return RecordLine(
        alert.key,
        (
            Cell(harmless(table.label)),
            Cell(f"{glyph(alert)} {alert.kind.words}", alert_tone(alert)),
            Cell(show_time(alert.since, moment.zone, today), Tone.QUIET),
            Cell(show_ago(moment.now - alert.since)),
            Cell(seen, Tone.QUIET if alert.is_acknowledged else _steady(alert)),
        ),
    )


def about(alert: Alert, table: TableView, moment: Moment, next_step: str) -> Content:
    """Everything about the selected alert, and what ends its cause."""
    place = harmless(table.label) + (f", {harmless(table.pit_name)}" if table.pit_name else "")
    head = [(f"{place} · {alert.kind.words}", "bold"), (f"   {alert.alert_class}", _QUIET)]
    if alert.amount_cents is not None:
        head.append((f"   {money.show(alert.amount_cents)}", ""))
    lines = [Content.assemble(*head)]
    if alert.acknowledged_at is None:
        lines.append(Content.styled("Nobody has acknowledged it.", _QUIET))
    else:
        by = f" by {harmless(alert.acknowledged_by_name)}" if alert.acknowledged_by_name else ""
        note = f": {harmless(alert.note)}" if alert.note else ""
        lines.append(Content(f"✓ acknowledged {_at(alert, moment)}{by}{note}"))
    lines.append(Content.styled(next_step, _QUIET))
    return Content("\n").join(lines)


def change_words(counts: ChangeCounts, moment: Moment) -> Content:
    """A shift change, when it is, and which tables still miss their count for it."""
    name = harmless(counts.name)
    at = show_time(counts.at, moment.zone)
    if counts.at > moment.now:
        head = f"Next shift change: {name} {at}, in {show_ago(counts.at - moment.now)}"
    else:
        head = f"This shift: {name} since {at}"
    if not counts.is_near:
        return Content.styled(head, _QUIET)
    if not counts.missing:
        return Content.styled(f"{head} · every live table is counted for it", _QUIET)
    labels = " ".join(harmless(label) for label in counts.missing)
    several = "tables miss their" if len(counts.missing) > 1 else "table misses its"
    return Content.assemble(
        (head, _QUIET), (f" · {len(counts.missing)} {several} count: {labels}", Tone.DUE.style)
    )


def _steady(alert: Alert) -> Tone:
    return Tone.LOUD if alert.is_alarm else alert_tone(alert)


def _at(alert: Alert, moment: Moment) -> str:
    if alert.acknowledged_at is None:
        return ""
    today = moment.now.astimezone(moment.zone).date()
    return show_time(alert.acknowledged_at, moment.zone, today)
