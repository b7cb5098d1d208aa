"""The PostgreSQL that pitterm brings along: local socket only, SCRAM from its first second."""

from pitterm.database.embedded.faults import EmbeddedServerError
from pitterm.database.embedded.server import EmbeddedServer, ServerStatus

__all__ = ["EmbeddedServer", "EmbeddedServerError", "ServerStatus"]
