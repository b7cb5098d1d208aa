"""Everything kept on this terminal that no other running program looks after."""

import logging
from collections.abc import Callable
from pathlib import Path

from pitterm.outbox.entries import Kept
from pitterm.outbox.faults import Damaged, NotKept
from pitterm.outbox.journal import SUFFIX, Journal

LOG = logging.getLogger(__name__)


def look(directory: Path) -> tuple[int, tuple[str, ...]]:
    """How many entries wait on this terminal, and what is wrong with their files."""
    entries, faults = 0, []
    for path in sorted(directory.glob(f"*{SUFFIX}")):
        try:
            entries += Journal.look(path)
        except FileNotFoundError:
            continue
        except Damaged as damage:
            faults.append(str(damage))
        except OSError as error:
            faults.append(f"{path} cannot be read: {error.strerror}.")
    return entries, tuple(faults)


class Outbox:
    """This program's own journal, and those of programs that ended with entries unsent."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._own: Journal | None = None
        self._adopted: list[Journal] = []
        self._unreadable: dict[Path, str] = {}

    @property
    def entries(self) -> tuple[Kept, ...]:
        """All that is not settled, in the order it was entered."""
        found = [entry for journal in self._journals() for entry in journal.entries.values()]
        return tuple(sorted(found, key=lambda entry: entry.time.occurred_at))

    @property
    def unreadable(self) -> tuple[str, ...]:
        """What is wrong with the files of which nothing is sent."""
        return tuple(self._unreadable.values())

    def adopt(self) -> bool:
        """Take over what programs that are gone have left; True where something was found."""
        held = {journal.path for journal in self._journals()}
        found = False
        for path in sorted(self._directory.glob(f"*{SUFFIX}")):
            if path not in held and path not in self._unreadable:
                found = self._adopt(path) or found
        return found

    def keep(self, entry: Kept) -> None:
        """Make an entry safe on the disk; raises NotKept, and then nothing was kept."""
        journal = self._holding(entry.key)
        if journal is None:
            if self._own is None or self._own.is_closed:
                self._own = Journal.create(self._directory)
            journal = self._own
        try:
            journal.keep(entry)
        except NotKept:
            self._drop_if_empty(journal)
            raise

    def refuse(self, key: str, sentence: str) -> None:
        """The server will never take it; it stays listed."""
        self._mark(key, lambda journal: journal.refuse(key, sentence))

    def rename(self, key: str, new_key: str) -> None:
        """Send it under another key, because the old one is fenced; raises NotKept."""
        journal = self._holding(key)
        if journal is not None:
            journal.rename(key, new_key)

    def dismiss(self, key: str, reason: str) -> None:
        """Its author has seen why it was refused; raises NotKept."""
        journal = self._holding(key)
        if journal is not None:
            journal.settle(key, f"dismissed: {reason}")

    def settle(self, key: str, end: str) -> None:
        """It ended; where no mark can be written, its key tells the next program so."""

        def mark(journal: Journal) -> None:
            try:
                journal.settle(key, end)
            except NotKept:
                journal.entries.pop(key, None)
                raise

        self._mark(key, mark)

    def close(self) -> None:
        """Leave the files to the next program."""
        for journal in self._journals():
            journal.close()
        self._own, self._adopted = None, []

    def _mark(self, key: str, mark: Callable[[Journal], None]) -> None:
        journal = self._holding(key)
        if journal is None:
            return
        try:
            mark(journal)
        except (NotKept, OSError) as error:
            LOG.warning("%s: an entry's end was not noted: %s", journal.path, error)
        self._adopted = [each for each in self._adopted if not each.is_closed]

    def _holding(self, key: str) -> Journal | None:
        return next((each for each in self._journals() if key in each.entries), None)

    def _journals(self) -> list[Journal]:
        journals = [*self._adopted, *([self._own] if self._own else [])]
        return [each for each in journals if not each.is_closed]

    def _adopt(self, path: Path) -> bool:
        try:
            journal = Journal.adopt(path)
        except Damaged as damage:
            LOG.error("%s", damage)
            self._unreadable[path] = str(damage)
            return True
        except FileNotFoundError:
            return False
        except OSError as error:
            LOG.error("%s: %s", path, error)
            self._unreadable[path] = f"{path} cannot be read: {error.strerror}."
            return True
        if journal is None:
            return False
        self._drop_if_empty(journal)
        if not journal.is_closed:
            self._adopted.append(journal)
        return not journal.is_closed

    def _drop_if_empty(self, journal: Journal) -> None:
        if journal.entries:
            return
        try:
            journal.remove()
        except OSError as error:
            LOG.warning("%s could not be taken away: %s", journal.path, error)
            journal.close()
