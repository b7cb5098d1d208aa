"""`pitterm db start | stop | status`: the embedded server of one data directory."""

from pathlib import Path

import click

from pitterm.cli.endings import UNREACHABLE
from pitterm.cli.options import data_dir_option, narrate, read_settings, say
from pitterm.cli.progress import under_way


@click.command()
@data_dir_option
def start(data_dir: Path | None) -> None:
    """Start the embedded server and print its address.

    The server is migrated, stays up until `pitterm db stop`, and stdout carries nothing but its
    administrator's URL.
    """
    from pitterm.database.migration import migrate

    server = read_settings(data_dir=data_dir, is_embedded=True).embedded_server()
    narrate(f"Starting PostgreSQL in {server.data_dir} …")
    with under_way("Making it ready …"):
        server.start(pinned=True)
        migrate(server.admin_conninfo())
    narrate("It runs until pitterm db stop.")
    click.echo(server.admin_url())


@click.command()
@data_dir_option
def stop(data_dir: Path | None) -> None:
    """Stop the embedded server, whoever uses it."""
    server = read_settings(data_dir=data_dir, is_embedded=True).embedded_server()
    server.stop()
    narrate(f"The server in {server.data_dir} is stopped.")


@click.command()
@data_dir_option
def status(data_dir: Path | None) -> int:
    """Say whether the embedded server runs; exit code 3 if it does not."""
    found = read_settings(data_dir=data_dir, is_embedded=True).embedded_server().status()
    since = found.started_at.strftime("%Y-%m-%d %H:%M:%S %Z") if found.started_at else "-"
    for name, value in (
        ("running", "yes" if found.running else "no"),
        ("pinned", "yes" if found.pinned else "no"),
        ("version", found.version or "-"),
        ("since", since),
        ("data", str(found.data_dir)),
    ):
        say(f"{name:<9}{value}")
    if found.problem:
        narrate(found.problem)
    return 0 if found.running else UNREACHABLE
