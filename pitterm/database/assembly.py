"""Rewrites the generated files from the objects: `python -m pitterm.database.assembly`."""

import tempfile
from pathlib import Path

_DATABASE = Path(__file__).parent
OBJECTS = _DATABASE / "objects"
MIGRATIONS = _DATABASE / "supabase" / "migrations"
SCHEMA_MIGRATION = MIGRATIONS / "20261121000000_schema.sql"

_HEADER = """\
-- Generated from pitterm/database/objects by `python -m pitterm.database.assembly`;
-- change the objects, then run it again.
"""


def assembled() -> str:
    """Every object in the order of its path, in one file that installs an empty database."""
    paths = sorted(OBJECTS.rglob("*.sql"), key=lambda path: path.relative_to(OBJECTS).parts)
    parts = [
        f"-- objects/{path.relative_to(OBJECTS).as_posix()}\n{path.read_text(encoding='utf-8')}"
        for path in paths
    ]
    return "\n".join([_HEADER, *parts])


def expected_schema() -> str:
    """What a database built from the migrations looks like, asked of a server of its own."""
    import psycopg

    from pitterm.database.embedded import EmbeddedServer
    from pitterm.database.migration import migrate
    from pitterm.database.schema_dump import normalised_dump

    with tempfile.TemporaryDirectory(prefix="pitterm-assembly-", dir="/tmp") as directory:
        # A server that root starts runs as someone else, who must reach it.
        Path(directory).chmod(0o711)
        server = EmbeddedServer(Path(directory) / "server")
        with server.occupied():
            conninfo = server.admin_conninfo()
            migrate(conninfo)
            with psycopg.connect(conninfo, autocommit=True) as connection:
                return normalised_dump(conninfo, connection)


def main() -> None:
    """Rewrite the schema migration, then the dump a database is checked against."""
    from pitterm.database.schema_dump import EXPECTED_SCHEMA

    SCHEMA_MIGRATION.write_text(assembled(), encoding="utf-8", newline="\n")
    EXPECTED_SCHEMA.write_text(expected_schema(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
