"""The list of mutants, and the migration each of them makes."""

import tomllib
from pathlib import Path

from pydantic import Field

from pitterm.database.assembly import OBJECTS, SCHEMA_MIGRATION, assembled
from pitterm.domain.values import Value

LIST = Path(__file__).with_name("mutants.toml")


class Mutant(Value):
    """One change of one object, and the tests that are to notice it."""

    says: str
    """What would be true."""
    file: str
    old: str
    new: str
    tests: tuple[str, ...] = Field(min_length=1)

    def source(self) -> str:
        """The object as it is."""
        return (OBJECTS / self.file).read_text(encoding="utf-8")

    def write_migration(self, directory: Path) -> None:
        """The schema with this change, as the one migration of a directory."""
        whole, source = assembled(), self.source()
        wrong = whole.replace(source, source.replace(self.old, self.new))
        (directory / SCHEMA_MIGRATION.name).write_text(wrong, encoding="utf-8")


def read_mutants() -> list[Mutant]:
    """All of them, in the list's order."""
    with LIST.open("rb") as file:
        return [Mutant.model_validate(entry) for entry in tomllib.load(file)["mutant"]]
