"""What a backup says of itself: the manifest and the list of logins, as JSON."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

FORMAT = "pitterm backup"
FORMAT_VERSION = 1


class _Part(BaseModel):
    """A field that is not declared belongs to another format."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TableTally(_Part):
    """How many rows a table has, and the sum of each of its columns of cents."""

    rows: int
    sums_cents: dict[str, int]


class CasinoName(_Part):
    slug: str
    name: str


class Manifest(_Part):
    """What the file was made from, and what a restored database must add up to."""

    format: str = FORMAT
    format_version: int = FORMAT_VERSION
    pitterm_version: str
    made_at: datetime
    server_version: int
    pg_dump_version: int
    schema_versions: tuple[str, ...]
    casinos: tuple[CasinoName, ...]
    tables: dict[str, TableTally]
    """By qualified name; counted in the snapshot that was dumped."""


class LoginEntry(_Part):
    """A staff member and the login they sign in as; None when it was dropped."""

    casino_id: UUID
    staff_id: UUID
    name: str
    role: str
    is_active: bool
    login: str | None
    may_sign_in: bool
    valid_until: datetime | None
    groups: tuple[str, ...]
    verifier: str | None
    """What the server stores instead of the password; only a superuser is shown it."""


class LoginList(_Part):
    logins: tuple[LoginEntry, ...]
