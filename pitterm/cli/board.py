"""`pitterm board`: the board once, for scripts and screen readers."""

import asyncio
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from pitterm.cli.options import read_settings, say, sign_in_as

if TYPE_CHECKING:
    from pitterm.domain.alerts import Alert
    from pitterm.domain.board import Figures, Snapshot, TableView
    from pitterm.repository.credentials import Credentials


@click.command()
@click.option("--staff", metavar="LOGIN", help="Sign in as this staff login.")
@click.option("--plain", "form", flag_value="plain", default=True, help="One line a table.")
@click.option("--json", "form", flag_value="json", help="The whole picture as JSON.")
def board(staff: str | None, form: str) -> None:
    """Print the board once: the gaming day so far, as this person may see it.

    Signs in with PITTERM_STAFF and PITTERM_PASSWORD, or asks.
    """
    from pitterm.domain.money import write_in
    from pitterm.domain.text import escaped, harmless

    credentials = sign_in_as(read_settings(staff=staff), "board").for_reading()
    snapshot = asyncio.run(_read(credentials))
    write_in(snapshot.pulse.currency)
    if form == "json":
        click.echo(escaped(snapshot.model_dump_json(indent=2)))
        return
    for line in plain_lines(snapshot):
        say(harmless(line))


async def _read(credentials: "Credentials") -> "Snapshot":
    from pitterm.repository.board import read_once

    return await read_once(credentials, is_sign_in=True)


def plain_lines(snapshot: "Snapshot") -> list[str]:
    """The picture as aligned text, one table a line; a figure that cannot be known is `—`."""
    pulse = snapshot.pulse
    zone = ZoneInfo(pulse.time_zone)
    heading = (
        f"Gaming day {pulse.gaming_day} so far, as of"
        f" {pulse.as_of.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
    )
    rows = [_HEADINGS, *(_row(table, snapshot, zone) for table in snapshot.tables)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return [heading, *lines]


_HEADINGS = (
    *("Pit", "Spot", "Table", "Status", "Age", "Est. drop", "Coverage", "Est. win/loss"),
    "Alerts",
)


def _row(table: "TableView", snapshot: "Snapshot", zone: ZoneInfo) -> tuple[str, ...]:
    from pitterm.domain.board import show_age, status_word
    from pitterm.domain.money import NO_FIGURE, show

    age = show_age(snapshot.pulse.as_of - table.opened_at) if table.opened_at else ""
    day = table.day
    return (
        table.pit_name or NO_FIGURE,
        str(table.spot),
        table.label,
        status_word(table),
        age,
        show(day.est_drop_cents if day else None),
        day.coverage.words if day else NO_FIGURE,
        _win(day, zone),
        ", ".join(_alert(alert) for alert in table.alerts),
    )


def _alert(alert: "Alert") -> str:
    return f"{alert.kind.words} (seen)" if alert.is_acknowledged else alert.kind.words


def _win(day: "Figures | None", zone: ZoneInfo) -> str:
    from pitterm.domain.money import NO_FIGURE, show_change

    if day is None or day.est_win_cents is None or not (day.win_from and day.win_to):
        return NO_FIGURE
    began, ended = (f"{at.astimezone(zone):%H:%M}" for at in (day.win_from, day.win_to))
    return f"{show_change(day.est_win_cents)} · {began} → {ended}"
