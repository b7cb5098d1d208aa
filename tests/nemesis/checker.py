"""Holds a history against the books: every promise that was broken, as a sentence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pitterm.domain.link import STALE_AFTER_SECONDS, LinkState
from tests.nemesis.books import MOVES, Books, Session
from tests.nemesis.history import Act, End, Look

LONGEST_WAIT_SECONDS = 150.0
"""A round and its quiet: nothing was entered before them, whatever a terminal's clock says."""
FUNCTIONS = {
    "OpenTable": "rpc_open_table_session",
    "StartRundown": "rpc_start_table_rundown",
    "ResumeSession": "rpc_resume_table_session",
    "CancelSession": "rpc_cancel_table_session",
    "CloseSession": "rpc_close_table_session",
    "LogCount": "rpc_log_table_inventory_snapshot",
    "LogDrop": "rpc_log_table_drop",
    "LogBuyIn": "rpc_log_table_buyin_telemetry",
    "ReverseBuyIn": "rpc_reverse_table_buyin_telemetry",
}
NOTHING_WAS_DONE = (End.REFUSED, End.BUSY, End.NOT_SENT, End.FENCED)
CLOCKS_DIFFER_SECONDS = 0.05
"""The wall clock and the monotonic one are read one after the other."""


def violations(acts: Sequence[Act], looks: Sequence[Look], books: Books) -> list[str]:
    """Every broken promise; an empty list is what a run is for."""
    return [
        *_told_and_done(acts, books),
        *_log_and_acts(acts, books),
        *_log_and_rows(books),
        *_times(books),
        *_moves(books),
        *_live_twice(books.sessions),
        *_screens(looks, books),
    ]


def _told_and_done(acts: Iterable[Act], books: Books) -> Iterator[str]:
    """What people were told is what the log says."""
    log = {logged.key: logged for logged in books.log}
    for act in acts:
        logged = log.get(act.key)
        is_applied = logged is not None and not logged.is_fenced
        what = f"{act.function} {act.key} of {act.client}"
        if act.end is End.APPLIED:
            if logged is None or not is_applied:
                yield f"lost: {what} was acknowledged and is not in the books"
            elif logged.result_id != act.result_id:
                yield f"mixed up: {what} was answered with {act.result_id}"
        elif act.end in NOTHING_WAS_DONE and is_applied:
            yield f"done all the same: {what} ended as {act.end} and is in the books"
        elif act.end in (End.LOST, End.FAULT):
            yield f"no honest end: {what} ended as {act.end} {act.words}"
        if act.end is End.FENCED and (logged is None or not logged.is_fenced):
            yield f"not fenced: {what} could still apply"


def _log_and_acts(acts: Iterable[Act], books: Books) -> Iterator[str]:
    """Nothing is in the books that nobody asked for, nor as anything else."""
    asked = {act.key: FUNCTIONS[act.function] for act in acts}
    for logged in books.log:
        if logged.key not in asked:
            yield f"invented: {logged.key} is in the books and nobody asked for it"
        elif not logged.is_fenced and logged.function != asked[logged.key]:
            yield f"mixed up: {logged.key} is in the books as {logged.function}"


def _log_and_rows(books: Books) -> Iterator[str]:
    """Every command that applied made its one row, and every row has its one command."""
    applied = [logged for logged in books.log if not logged.is_fenced]
    if any(logged.result_id is None for logged in applied):
        yield "half done: a command is in the log without a result"
    for function, ids in books.rows.items():
        results = Counter(logged.result_id for logged in applied if logged.function == function)
        made = Counter[str | None](ids)
        for result, times in (results - made).items():
            yield f"lost or doubled: {function} {result} has {times} commands too many"
        for row, times in (made - results).items():
            yield f"doubled: {function} {row} is {times} rows without a command"
    entries = Counter(
        logged.key
        for logged in applied
        if logged.function in ("rpc_log_table_buyin_telemetry", "rpc_reverse_table_buyin_telemetry")
    )
    if entries != Counter(books.entry_keys):
        yield "keys differ: the entries do not carry the keys of their commands"
    if books.change_number != len(applied):
        yield (
            f"unseen: the change number moved by {books.change_number} for {len(applied)} commands"
        )


def _times(books: Books) -> Iterator[str]:
    """An entry counts when it was made, by the server's clock and nobody else's."""
    for wait in books.entry_waits:
        if not 0 <= wait <= LONGEST_WAIT_SECONDS:
            yield f"misdated: an entry counts {wait:.1f} s before it came into the books"


def _moves(books: Books) -> Iterator[str]:
    """Every transition has its command, and every change of a session is one transition."""
    commands = Counter(
        (logged.result_id, MOVES[logged.function])
        for logged in books.log
        if not logged.is_fenced and logged.function in MOVES
    )
    if commands != books.transitions:
        yield "moved twice or never: the transitions are not those of the commands"
    changes = Counter[str]()
    for (session_id, _), times in books.transitions.items():
        changes[session_id] += times
    for session in books.sessions:
        if session.version != changes[session.id]:
            yield f"moved unseen: session {session.id} has version {session.version}"


def _live_twice(sessions: Iterable[Session]) -> Iterator[str]:
    """The sessions of a table follow each other."""
    tables: defaultdict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        tables[session.table].append(session)
    for table, of_table in tables.items():
        of_table.sort(key=lambda session: session.opened_at)
        for earlier, later in pairwise(of_table):
            if earlier.closed_at is None or earlier.closed_at > later.opened_at:
                yield f"live twice: table {table} from {later.opened_at}"


def _screens(looks: Iterable[Look], books: Books) -> Iterator[str]:
    """What screens showed was live, never went back, and ended as what is true."""
    of_observer: defaultdict[str, list[Look]] = defaultdict(list)
    for look in looks:
        of_observer[look.observer].append(look)
    for observer, seen in of_observer.items():
        numbers = [look.change_number for look in seen if look.change_number is not None]
        if any(later < earlier for earlier, later in pairwise(numbers)):
            yield f"undone: {observer} saw the change number go back"
        for look in seen:
            if look.link == LinkState.LIVE and look.age_seconds is not None:
                if look.age_seconds > STALE_AFTER_SECONDS + CLOCKS_DIFFER_SECONDS:
                    yield f"not live: {observer} called {look.age_seconds:.2f} s old LIVE"
            elif look.link == "REFUSED":
                yield f"turned away: {observer} was told that the login is refused"
        pictures = [look.digest for look in seen if look.digest is not None]
        if not pictures or pictures[-1] != books.digest:
            yield f"does not converge: {observer} last painted what is not so"
