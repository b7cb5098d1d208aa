"""The journal's lines: length, checksum and JSON, so that a torn line is told from a damaged one.

A record is `llllllll cccccccc {…}` and a line feed: the JSON's bytes and their CRC-32, both in
hexadecimal. Its JSON is ASCII without a line feed, so what follows the last one was never finished.
"""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pitterm.outbox.faults import Damaged

_HEAD = len("llllllll cccccccc ")

Fields = dict[str, Any]


class Placed(NamedTuple):
    """A record and the byte it begins at."""

    offset: int
    fields: Fields


class Contents(NamedTuple):
    """The whole records of a journal, and how many bytes they take."""

    records: list[Placed]
    length: int


def line(fields: Fields) -> bytes:
    """The record as it is written."""
    text = json.dumps(fields, separators=(",", ":"), sort_keys=True).encode("ascii")
    return b"%08x %08x %s\n" % (len(text), zlib.crc32(text), text)


def read(written: bytes, path: Path) -> Contents:
    """The records of a journal; one torn at its end was never acknowledged and is left out.

    Raises Damaged for anything else that is not as it was written.
    """
    whole, _, _ = written.rpartition(b"\n")
    length = len(whole) + 1 if b"\n" in written else 0
    records = list(_records(written[:length], path))
    if not _is_torn(written[length:]):
        raise Damaged(path, length, "the last record is not one that was cut off")
    return Contents(records, length)


def _records(written: bytes, path: Path) -> Iterator[Placed]:
    offset = 0
    for each in written.split(b"\n")[:-1]:
        text = each[_HEAD:]
        if each[:_HEAD] != b"%08x %08x " % (len(text), zlib.crc32(text)):
            raise Damaged(path, offset, "a record does not match its length and checksum")
        try:
            fields = json.loads(text)
        except (ValueError, RecursionError):
            raise Damaged(path, offset, "a record is not JSON") from None
        if not isinstance(fields, dict):
            raise Damaged(path, offset, "a record is not an object")
        yield Placed(offset, fields)
        offset += len(each) + 1


def _is_torn(rest: bytes) -> bool:
    """Whether this is the beginning of one record; a power cut may leave zeros after it."""
    begun = rest.rstrip(b"\0")
    head = begun[:8]
    if not all(byte in b"0123456789abcdef" for byte in head):
        return False
    return len(head) < 8 or len(begun) <= _HEAD + int(head, 16)
