"""Runs one operation, or two in a row, or the second while the first is not committed yet."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from time import monotonic

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.isolation.books import Books
from tests.isolation.operations import OPERATIONS
from tests.isolation.scenes import Scene
from tests.rules.house import House
from tests.rules.pit import Pit, Staff, outcome

PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Ending:
    """What each was told, by the operation's name, and what is in the books."""

    told: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]
    board: str
    broken: tuple[str, ...]
    """The promises of the books that do not hold."""

    def unlike(self, other: "Ending") -> str:
        """Where this ending is not the other one."""
        lines = [each._lines() for each in (self, other)]
        only = [
            f"{sign} {line}"
            for sign, mine, theirs in (("+", *lines), ("-", *reversed(lines)))
            for line in mine
            if line not in theirs
        ]
        return "\n".join(only)

    def _lines(self) -> list[str]:
        return [*(f"{name}: {words}" for name, words in self.told), *self.changes, self.board]


class Theatre:
    """Two of everybody, each at a connection of their own, and the scenes."""

    def __init__(
        self, house: House, scenes: list[Scene], books: Books, first: Staff, second: Staff
    ) -> None:
        self.scenes = scenes
        self._house, self._books = house, books
        self._first, self._second = first, second
        self._pool = ThreadPoolExecutor(1)
        self.alone = cache(self._alone)
        self.one_after_the_other = cache(self._one_after_the_other)

    def close(self) -> None:
        self._pool.shutdown()

    def possible(self, scene: Scene) -> list[str]:
        """The operations that the scene has something for."""
        return [name for name, one in OPERATIONS.items() if one.is_possible_at(scene)]

    def is_done_alone(self, scene: int, name: str) -> bool:
        ((_, words),) = self.alone(scene, name).told
        return words.startswith("{")

    def _alone(self, scene: int, name: str) -> Ending:
        told = self._say(self._first, scene, name, name)
        return self._ending(scene, {name: told})

    def _one_after_the_other(self, scene: int, first: str, second: str) -> Ending:
        keys = _keys(first, second)
        told = {keys[0]: self._say(self._first, scene, first, keys[0])}
        told[keys[1]] = self._say(self._second, scene, second, keys[1])
        return self._ending(scene, told)

    def at_once(self, scene: int, first: str, second: str) -> Ending:
        """The second begins while the first is done and not committed yet."""
        keys = _keys(first, second)
        told = self._overlapping(scene, (first, second), keys, is_kept=True)
        return self._ending(scene, dict(zip(keys, told, strict=True)))

    def behind_nothing(self, scene: int, first: str, second: str) -> Ending:
        """The same, but the first is taken back: how it ended for the second."""
        keys = (f"{first} taken back", second)
        _, told = self._overlapping(scene, (first, second), keys, is_kept=False)
        return self._ending(scene, {second: told})

    def _overlapping(
        self, scene: int, names: tuple[str, str], keys: tuple[str, str], *, is_kept: bool
    ) -> tuple[str, str]:
        holder = self._first[OPERATIONS[names[0]].login]
        waiter = self._second[OPERATIONS[names[1]].login]
        with holder.connection.transaction(force_rollback=not is_kept):
            first = self._say(self._first, scene, names[0], keys[0])
            answer = self._pool.submit(self._say, self._second, scene, names[1], keys[1])
            self._is_waiting(waiter, answer, holder.connection)
        return first, answer.result(PATIENCE_SECONDS)

    def _is_waiting(self, waiter: Pit, answer: "Future[str]", holder: Connection[TupleRow]) -> bool:
        """Returns once the call is answered, or waits for the holder and nobody else."""
        deadline = monotonic() + PATIENCE_SECONDS
        pid, expected = waiter.connection.info.backend_pid, holder.info.backend_pid
        while not answer.done():
            blocked_by = self._house.value("select pg_blocking_pids(%s)", pid)
            if blocked_by:
                assert blocked_by == [expected]
                return True
            assert monotonic() < deadline, "neither answered nor waiting"
        return False

    def _row_locks(self, waiter: Pit) -> set[str]:
        rows = self._house.connection.execute(
            "select relation::regclass::text from pg_locks where pid = %s and locktype = 'relation'"
            " and mode in ('RowShareLock', 'RowExclusiveLock')"
            " and relation in (select oid from pg_class where relkind = 'r')",
            [waiter.connection.info.backend_pid],
        ).fetchall()
        return {name.removeprefix("pit.") for (name,) in rows}

    def held_before_the_table(self, scene: int, name: str) -> set[str] | None:
        """What the operation has locked rows of while it waits for its table; None if it does not.

        A lock of a row is one of its relation before it is anything else.
        """
        waiter = self._second[OPERATIONS[name].login]
        held = None
        with self._house.connection.transaction():
            self._house.connection.execute(
                "select from pit.gaming_table where id = %s for no key update",
                [self.scenes[scene].table],
            )
            answer = self._pool.submit(self._say, self._second, scene, name, name)
            if self._is_waiting(waiter, answer, self._house.connection):
                held = self._row_locks(waiter)
        answer.result(PATIENCE_SECONDS)
        self._books.undo()
        return held

    def _say(self, people: Staff, scene: int, name: str, key: str) -> str:
        """What the server answers, in words that do not depend on the run."""
        operation = OPERATIONS[name]
        arguments = operation.arguments(self.scenes[scene])
        try:
            row = people[operation.login].call(
                operation.rpc, **arguments, idempotency_key=key.replace(" ", "-")
            )
        except psycopg.Error as error:
            return f"{outcome(error)}: {error.diag.message_hint}"
        return self._books.plain(row)

    def _ending(self, scene: int, told: dict[str, str]) -> Ending:
        ending = Ending(
            tuple(sorted(told.items())),
            tuple(self._books.changes()),
            self._board(scene),
            tuple(self._books.broken()),
        )
        self._books.undo()
        return ending

    def _board(self, scene: int) -> str:
        """The table's figures, as the pit boss sees them."""
        (row,) = self._first["boss"].rows("rpc_get_pit_board", pit=self.scenes[scene].name)
        return self._books.plain(row)


def _keys(first: str, second: str) -> tuple[str, str]:
    """Names for the two, also where they are the same operation."""
    return (first, second) if first != second else (first, f"{second} again")
