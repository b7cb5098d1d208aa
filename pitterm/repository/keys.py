"""Idempotency keys: one per intent, made when the dialog or bar opens, sortable by time."""

import secrets
import time
from uuid import UUID


def new_key() -> str:
    """A UUIDv7 as text (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76
    value |= secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(UUID(int=value))
