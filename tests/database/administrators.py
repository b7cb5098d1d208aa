"""An administrator who keeps Harbor's floor file."""

from pathlib import Path
from typing import Any

from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.database.floor import open_floor
from pitterm.database.floor.books import read_floor_of
from pitterm.database.floor.importing import import_floor, plan_import
from pitterm.database.floor.writing import write_floor


class Administrator:
    """Exports, edits and imports Harbor's file over one connection."""

    def __init__(self, connection: Connection[TupleRow], directory: Path) -> None:
        self.connection = connection
        self.file = directory / "harbor.toml"

    def exported(self, slug: str = "harbor") -> str:
        return write_floor(read_floor_of(self.connection, [slug])[0])

    def imports(self, text: str) -> list[str]:
        """Import this text; the lines of the difference."""
        self.file.write_text(text, encoding="utf-8")
        file = open_floor(self.file)
        plans = plan_import(self.connection, file)
        lines = [line.strip() for plan in plans for line in plan.lines()]
        import_floor(self.connection, file, plans)
        return lines

    def edits(self, *changes: tuple[str, str]) -> list[str]:
        text = self.exported()
        for written, instead in changes:
            assert written in text
            text = text.replace(written, instead, 1)
        return self.imports(text)

    def value(self, query: str, *arguments: object) -> Any:
        row = self.connection.execute(query.encode(), arguments).fetchone()
        return row[0] if row else None
