"""`pitterm report`: the numbers of a shift, a gaming day or a table, outside the podium."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from pitterm.cli.options import narrate, read_settings, say, sign_in_as

if TYPE_CHECKING:
    from pitterm.reporting import Report
    from pitterm.repository.desk import Desk

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


@click.group()
def report() -> None:
    """The numbers of a period, with the counts they stand between.

    Signs in with PITTERM_STAFF and PITTERM_PASSWORD, or asks.
    """


def _written(command: Callable[P, R]) -> Callable[P, R]:
    """The options every report has: who asks, and how and where it is written."""
    for option in (
        click.option("--staff", metavar="LOGIN", help="Sign in as this staff login."),
        click.option(
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Write a new file, for its owner's eyes only.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "csv", "json"]),
            default="text",
            help="text is the default.",
        ),
    ):
        command = option(command)
    return command


_AT = "A time in the shift, on the casino's clock: 2026-01-15T14:00. The running one by default."


@report.command()
@click.option("--at", metavar="TIME", help=_AT)
@click.option("--pit", metavar="PIT", help="One pit alone, by its name.")
@_written
def shift(
    at: str | None, pit: str | None, form: str, output: Path | None, staff: str | None
) -> None:
    """A shift: casino, pits, tables and what is still open."""
    from pitterm.reporting.moments import parse_moment

    moment = parse_moment(at) if at is not None else None

    async def read(desk: "Desk") -> "Report":
        from pitterm.reporting import ReportKind
        from pitterm.repository import reports

        pit_id = await reports.find_pit(desk, pit) if pit is not None else None
        window = await reports.read_shift_window(desk, moment)
        return await reports.read_report(desk, ReportKind.SHIFT, window, pit_id)

    _write(read, form, output, staff)


@report.command()
@click.argument("label")
@click.option(
    "--day", metavar="DATE", help="Its gaming day: 2026-01-15. The running one by default."
)
@click.option("--at", metavar="TIME", help="The shift of this time instead of a day.")
@_written
def table(
    label: str, day: str | None, at: str | None, form: str, output: Path | None, staff: str | None
) -> None:
    """One table: its figures, and each of its sessions with its rundown."""
    from pitterm.reporting.moments import parse_day, parse_moment

    if day is not None and at is not None:
        raise click.UsageError("Give --day or --at, not both.")
    moment = parse_moment(at) if at is not None else None
    date = parse_day(day) if day is not None else None

    async def read(desk: "Desk") -> "Report":
        from pitterm.reporting import ReportKind
        from pitterm.repository import reports

        table_id = await reports.find_table(desk, label)
        if moment is not None:
            window = await reports.read_shift_window(desk, moment)
        else:
            window = await reports.read_day_window(desk, date)
        return await reports.read_report(desk, ReportKind.TABLE, window, None, table_id)

    _write(read, form, output, staff)


@report.command()
@click.option("--date", metavar="DATE", help="2026-01-15. The running gaming day by default.")
@_written
def day(date: str | None, form: str, output: Path | None, staff: str | None) -> None:
    """A gaming day: casino, pits, tables and what is still open."""
    from pitterm.reporting.moments import parse_day

    asked = parse_day(date) if date is not None else None

    async def read(desk: "Desk") -> "Report":
        from pitterm.reporting import ReportKind
        from pitterm.repository import reports

        window = await reports.read_day_window(desk, asked)
        return await reports.read_report(desk, ReportKind.DAY, window)

    _write(read, form, output, staff)


@report.command()
@click.option("--date", metavar="DATE", help="2026-01-15. The running gaming day by default.")
@click.option("--at", metavar="TIME", help="The shift of this time instead of a day.")
@click.option("--person", metavar="LOGIN", help="What this login did.")
@click.option("--table", "label", metavar="LABEL", help="What was done at this table.")
@click.option(
    "--kind",
    type=click.Choice(["command", "sign-in", "refusal", "administration", "export"]),
    help="Lines of this kind alone.",
)
@_written
def audit(
    date: str | None,
    at: str | None,
    person: str | None,
    label: str | None,
    kind: str | None,
    form: str,
    output: Path | None,
    staff: str | None,
) -> None:
    """Who did what from where: commands, sign-ins, refusals, administration.

    For auditors and admins.
    """
    from pitterm.reporting import Format
    from pitterm.reporting.audit import AuditKind, render_audit
    from pitterm.reporting.moments import parse_day, parse_moment

    if date is not None and at is not None:
        raise click.UsageError("Give --date or --at, not both.")
    moment = parse_moment(at) if at is not None else None
    asked = parse_day(date) if date is not None else None
    of_kind = AuditKind(kind.replace("-", "_")) if kind is not None else None

    async def read(desk: "Desk") -> str:
        from pitterm.repository import reports
        from pitterm.repository.audit import read_audit

        table_id = await reports.find_table(desk, label) if label is not None else None
        if moment is not None:
            window = await reports.read_shift_window(desk, moment)
        else:
            window = await reports.read_day_window(desk, asked)
        found = await read_audit(desk, window, person=person, table_id=table_id, kind=of_kind)
        return render_audit(found, Format(form))

    _hand_over(_at_the_desk(read, staff), form, output)


def _write(
    read: "Callable[[Desk], Awaitable[Report]]", form: str, output: Path | None, staff: str | None
) -> None:
    from pitterm.reporting import Format, render

    _hand_over(render(_at_the_desk(read, staff), Format(form)), form, output)


def _at_the_desk(read: "Callable[[Desk], Awaitable[T]]", staff: str | None) -> T:
    credentials = sign_in_as(read_settings(staff=staff), "report")

    async def ask() -> T:
        from pitterm.repository.desk import Desk

        desk = await Desk.sign_in(credentials)
        try:
            return await read(desk)
        finally:
            await desk.close()

    return asyncio.run(ask())


def _hand_over(text: str, form: str, output: Path | None) -> None:
    from pitterm.reporting import write_new

    if output is None:
        if form == "text":
            say(text, is_line=False)
        else:
            click.echo(text, nl=False)
        return
    narrate(f"Written to {write_new(output, text)}.")
