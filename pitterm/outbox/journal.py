"""One program's journal: append-only, locked while the program lives, on the disk when said."""

import contextlib
import fcntl
import logging
import os
import secrets
import time
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from pitterm.outbox import records
from pitterm.outbox.entries import Kept
from pitterm.outbox.faults import Damaged, NotKept

LOG = logging.getLogger(__name__)

SUFFIX = ".journal"
VERSION = 1
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW


class Journal:
    """The entries of one file; what is settled leaves `entries`, the file goes with the last."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.entries: dict[str, Kept] = {}
        self.is_closed = False
        self._descriptor = descriptor
        self._length = 0

    @classmethod
    def create(cls, directory: Path) -> Self:
        """A file of this program's own; raises NotKept."""
        try:
            _make_private(directory)
            while True:
                name = f"{time.time_ns():020d}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
                journal = cls._begin(directory / name)
                if journal is not None:
                    return journal
        except OSError as error:
            raise NotKept(_why(error)) from error

    @classmethod
    def _begin(cls, path: Path) -> Self | None:
        """None where another program took the empty file for one that was left behind."""
        descriptor = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        if not _is_locked(path, descriptor):
            os.close(descriptor)
            return None
        journal = cls(path, descriptor)
        try:
            journal._append({"kind": "journal", "version": VERSION})
            _sync_directory(path.parent)
        except (OSError, NotKept):
            journal.remove()
            raise
        return journal

    @classmethod
    def adopt(cls, path: Path) -> Self | None:
        """Take over the file of a program that is gone; None while its program lives.

        Raises Damaged, or OSError where it cannot be opened.
        """
        descriptor = os.open(path, _FLAGS)
        try:
            if not _is_locked(path, descriptor):
                os.close(descriptor)
                return None
            journal = cls(path, descriptor)
            journal._read()
        except BaseException:
            with contextlib.suppress(OSError):
                os.close(descriptor)
            raise
        return journal

    def keep(self, entry: Kept) -> None:
        """Make an entry safe, in place of what is known of its key; raises NotKept."""
        self._append({"kind": "entry", "entry": entry.model_dump(mode="json")})
        self.entries[entry.key] = entry

    def refuse(self, key: str, sentence: str) -> None:
        """Keep why the server will never take it; raises NotKept."""
        self._append({"kind": "refused", "key": key, "sentence": sentence})
        self._apply_refusal(key, sentence)

    def rename(self, key: str, new_key: str) -> None:
        """Give an entry whose key is fenced another one to be sent under; raises NotKept."""
        self._append({"kind": "again", "key": key, "new_key": new_key})
        self._apply_rename(key, new_key)

    def settle(self, key: str, end: str) -> None:
        """Mark an entry as ended; raises NotKept. The last one takes the file with it."""
        if list(self.entries) == [key]:
            try:
                self.remove()
            except OSError as error:
                raise NotKept(_why(error)) from error
            return
        self._append({"kind": "settled", "key": key, "end": end})
        del self.entries[key]

    def remove(self) -> None:
        """Take the file away, because everything in it is settled."""
        with contextlib.suppress(FileNotFoundError):
            self.path.unlink()
        self.entries.clear()
        _sync_directory(self.path.parent)
        self.close()

    def close(self) -> None:
        """Leave the file to whoever comes next."""
        if not self.is_closed:
            self.is_closed = True
            os.close(self._descriptor)

    # Writing

    def _append(self, fields: records.Fields) -> None:
        line = records.line(fields)
        try:
            left = memoryview(line)
            while left:
                left = left[os.write(self._descriptor, left) :]
            os.fsync(self._descriptor)
        except OSError as error:
            self._take_back()
            raise NotKept(_why(error)) from error
        self._length += len(line)

    def _take_back(self) -> None:
        """What was not kept must not turn up later, when it has been written on paper."""
        try:
            os.ftruncate(self._descriptor, self._length)
            os.fsync(self._descriptor)
        except OSError as error:
            LOG.error("%s: a half written record could not be taken back: %s", self.path, error)

    # Reading

    @classmethod
    def look(cls, path: Path) -> int:
        """How many entries a file holds, whoever has it; raises Damaged or OSError."""
        journal = cls(path, -1)
        journal._take(path.read_bytes())
        return len(journal.entries)

    def _read(self) -> None:
        size = os.fstat(self._descriptor).st_size
        self._take(os.pread(self._descriptor, size, 0))
        if self._length != size:
            os.ftruncate(self._descriptor, self._length)
            os.fsync(self._descriptor)

    def _take(self, written: bytes) -> None:
        contents = records.read(written, self.path)
        for placed in contents.records:
            try:
                self._apply(placed.fields)
            except (ValidationError, KeyError, TypeError, ValueError):
                what = "a record is not one that this version writes"
                raise Damaged(self.path, placed.offset, what) from None
        self._length = contents.length

    def _apply(self, fields: dict[str, Any]) -> None:
        kind = fields["kind"]
        if kind == "journal" and fields["version"] == VERSION:
            return
        if kind == "entry":
            entry = Kept.model_validate(fields["entry"])
            self.entries[entry.key] = entry
        elif kind == "refused":
            self._apply_refusal(fields["key"], fields["sentence"])
        elif kind == "again":
            self._apply_rename(fields["key"], fields["new_key"])
        elif kind == "settled":
            del self.entries[fields["key"]]
        else:
            raise ValueError(kind)

    def _apply_refusal(self, key: str, sentence: str) -> None:
        changes = {"refusal": str(sentence), "is_asked": False}
        self.entries[key] = self.entries[key].model_copy(update=changes)

    def _apply_rename(self, key: str, new_key: str) -> None:
        changes = {"key": new_key, "is_asked": False}
        renamed = Kept.model_validate({**self.entries.pop(key).model_dump(), **changes})
        self.entries[renamed.key] = renamed


def _is_locked(path: Path, descriptor: int) -> bool:
    """Lock the file; False where another program holds it or has taken it away."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except (BlockingIOError, FileNotFoundError):
        return False


def _make_private(directory: Path) -> None:
    missing = [each for each in (directory, *directory.parents) if not each.exists()]
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in missing:
        _sync_directory(each.parent)


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
