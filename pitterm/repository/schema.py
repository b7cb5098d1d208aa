"""Whether this program and the database's schema go together."""

from collections.abc import Mapping
from typing import Any

from pitterm.domain.errors import OtherSchema

SCHEMA_VERSION = 1
"""pit_private.schema_version() of the schema this program was written for."""


def require_schema(heartbeat: Mapping[str, Any]) -> None:
    """Refuse a schema older or newer than this program, before anything else of it is believed.

    Raises OtherSchema.
    """
    found = heartbeat.get("schema_version", 0)
    if found > SCHEMA_VERSION:
        raise OtherSchema(
            "The database was upgraded and is newer than this pitterm",
            "Install the pitterm that upgraded it.",
        )
    if found < SCHEMA_VERSION:
        raise OtherSchema(
            "The database is older than this pitterm",
            "Ask your administrator to run pitterm db migrate.",
        )
