"""The shape every value of the pit shares: frozen, closed, compared by content."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable record; a field that is not declared is an error, not a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Row(BaseModel):
    """An immutable record read from the database; columns a newer server adds are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)
