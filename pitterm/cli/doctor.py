"""`pitterm doctor`: what is configured, what is reachable, and the next step."""

from pathlib import Path

import click

from pitterm.cli.options import data_dir_option, read_settings, say


@click.command()
@data_dir_option
def doctor(data_dir: Path | None) -> int:
    """Say what is configured, what is reachable, what is wrong, and the next step."""
    import psycopg

    from pitterm.database.backup.login_list import is_allowed
    from pitterm.database.drift import differences

    settings = read_settings(data_dir=data_dir)
    from pitterm.podium.rebinding import keymap_of

    keymap_of(settings.keys)
    is_embedded = settings.database_url is None
    place = f"embedded server in {settings.data_dir}" if is_embedded else "PITTERM_DATABASE_URL"
    say(f"database   {place}")
    say(f"log        {settings.log_file}")
    _say_what_waits()
    if is_embedded and not settings.embedded_server().status().running:
        say("server     does not run")
        say("next       pitterm demo, or pitterm db start")
        return 3
    with psycopg.connect(settings.admin_conninfo(), connect_timeout=3) as line:
        say(f"server     PostgreSQL {line.info.server_version // 10000}, reachable")
        row = line.execute("select to_regnamespace('pit') is not null").fetchone()
        if row is None or not row[0]:
            say("schema     missing")
            say("next       pitterm db migrate")
            return 1
        may = "pitterm db backup FILE" if is_allowed(line) else "needs a superuser or BYPASSRLS"
        say(f"backup     {may}")
    found = differences(settings.admin_conninfo())
    for difference in found:
        say(f"schema     {difference}")
    if not found:
        say("schema     as it should be")
    say("next       " + ("pitterm db check" if found else "pitterm"))
    return 1 if found else 0


def _say_what_waits() -> None:
    """Buy-ins that this terminal keeps until their author signs in, and files nobody can read."""
    from pitterm import places
    from pitterm.outbox.box import look

    entries, faults = look(places.outbox_directory())
    are = "1 entry waits" if entries == 1 else f"{entries} entries wait"
    say(f"outbox     {f'{are} for the database or their author' if entries else 'empty'}")
    for fault in faults:
        say(f"outbox     {fault}")
