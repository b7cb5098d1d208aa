"""The checker is worth as much as what it catches: each broken promise is planted by hand."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.nemesis.books import Books, Logged, Session
from tests.nemesis.checker import violations
from tests.nemesis.history import Act, End, Look

_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
_OPEN = Act("open", "ann", "OpenTable", 0, 5, End.APPLIED, "session")
_ENTRY = Act("entry", "bob", "LogBuyIn", 10, 20, End.APPLIED, "row")
_GIVEN_UP = Act("given-up", "bob", "LogBuyIn", 30, 40, End.FENCED)
_REFUSED = Act("refused", "ann", "OpenTable", 50, 60, End.REFUSED, None, "active_session_exists")
_DIED = Act("died", "ann", "LogBuyIn", 70)
ACTS = [_OPEN, _ENTRY, _GIVEN_UP, _REFUSED, _DIED]

_LOG = {
    "open": Logged("open", "rpc_open_table_session", False, "session"),
    "entry": Logged("entry", "rpc_log_table_buyin_telemetry", False, "row"),
    "given-up": Logged("given-up", "rpc_resolve_command", True, None),
}
_SESSION = Session("session", "BJ-01", _NOON, None, 1)
BOOKS = Books(
    log=tuple(_LOG.values()),
    rows={
        "rpc_open_table_session": ("session",),
        "rpc_log_table_buyin_telemetry": ("row",),
    },
    transitions=Counter({("session", "open"): 1}),
    sessions=(_SESSION,),
    entry_keys=("entry",),
    change_number=2,
    digest="true",
)
LOOKS = [
    Look("wall", 0, "LIVE", 1, 0.1, "old"),
    Look("wall", 1, "STALE", 1, 3.5),
    Look("wall", 2, "LIVE", 2, 0.2, "true"),
]


def _log(**changed: Logged | None) -> tuple[Logged, ...]:
    log = {**_LOG, **{key.replace("_", "-"): logged for key, logged in changed.items()}}
    return tuple(logged for logged in log.values() if logged is not None)


def test_an_honest_history_has_no_violation() -> None:
    assert violations(ACTS, LOOKS, BOOKS) == []


def test_what_a_killed_client_sent_may_have_happened_or_not() -> None:
    happened = replace(
        BOOKS,
        log=(*BOOKS.log, Logged("died", "rpc_log_table_buyin_telemetry", False, "last")),
        rows={**BOOKS.rows, "rpc_log_table_buyin_telemetry": ("row", "last")},
        entry_keys=("entry", "died"),
        change_number=3,
    )
    assert violations(ACTS, LOOKS, happened) == []


_PLANTED: dict[str, tuple[str, list[Act], list[Look], Books]] = {
    "an acknowledged entry is gone": (
        "lost: LogBuyIn entry",
        ACTS,
        LOOKS,
        replace(BOOKS, log=_log(entry=None)),
    ),
    "an acknowledged entry was fenced": (
        "lost: LogBuyIn entry",
        ACTS,
        LOOKS,
        replace(BOOKS, log=_log(entry=replace(_LOG["entry"], is_fenced=True, result_id=None))),
    ),
    "an acknowledged entry has a command and no row": (
        "lost or doubled",
        ACTS,
        LOOKS,
        replace(BOOKS, rows={**BOOKS.rows, "rpc_log_table_buyin_telemetry": ()}),
    ),
    "an answer belongs to another entry": (
        "mixed up",
        [*ACTS[:1], replace(_ENTRY, result_id="other"), *ACTS[2:]],
        LOOKS,
        BOOKS,
    ),
    "an entry is there twice by row": (
        "doubled",
        ACTS,
        LOOKS,
        replace(BOOKS, rows={**BOOKS.rows, "rpc_log_table_buyin_telemetry": ("row", "again")}),
    ),
    "an entry is there twice by key": (
        "keys differ",
        ACTS,
        LOOKS,
        replace(BOOKS, entry_keys=("entry", "entry-again")),
    ),
    "a refusal was carried out": (
        "done all the same: OpenTable refused",
        ACTS,
        LOOKS,
        replace(
            BOOKS, log=(*BOOKS.log, Logged("refused", "rpc_open_table_session", False, "session"))
        ),
    ),
    "a busy answer was carried out": (
        "done all the same",
        [_OPEN, replace(_ENTRY, end=End.BUSY), *ACTS[2:]],
        LOOKS,
        BOOKS,
    ),
    "what was never sent was carried out": (
        "done all the same",
        [_OPEN, replace(_ENTRY, end=End.NOT_SENT), *ACTS[2:]],
        LOOKS,
        BOOKS,
    ),
    "what was called not applied was carried out": (
        "done all the same",
        [_OPEN, replace(_ENTRY, end=End.FENCED), *ACTS[2:]],
        LOOKS,
        BOOKS,
    ),
    "what was called not applied can still apply": (
        "not fenced",
        ACTS,
        LOOKS,
        replace(BOOKS, log=_log(given_up=None)),
    ),
    "somebody was told nothing at all": (
        "no honest end",
        [*ACTS, Act("x", "ann", "LogBuyIn", 80, 90, End.LOST)],
        LOOKS,
        BOOKS,
    ),
    "an error nobody planned for": (
        "no honest end",
        [*ACTS, Act("x", "ann", "LogBuyIn", 80, 90, End.FAULT, None, "KeyError")],
        LOOKS,
        BOOKS,
    ),
    "a command nobody sent": ("invented", ACTS[1:], LOOKS, BOOKS),
    "a command without its result": (
        "half done",
        ACTS,
        LOOKS,
        replace(BOOKS, log=_log(entry=replace(_LOG["entry"], result_id=None))),
    ),
    "a change the watchers were not told of": (
        "unseen",
        ACTS,
        LOOKS,
        replace(BOOKS, change_number=1),
    ),
    "a transition without its command": (
        "moved twice",
        ACTS,
        LOOKS,
        replace(BOOKS, transitions=Counter({("session", "open"): 1, ("session", "rundown"): 1})),
    ),
    "a session changed without a transition": (
        "moved unseen",
        ACTS,
        LOOKS,
        replace(BOOKS, sessions=(replace(_SESSION, version=2),)),
    ),
    "an entry stamped by a clock that was set": (
        "misdated",
        ACTS,
        LOOKS,
        replace(BOOKS, entry_waits=(0.2, 86_400.0)),
    ),
    "an entry of a time to come": (
        "misdated",
        ACTS,
        LOOKS,
        replace(BOOKS, entry_waits=(-3.0,)),
    ),
    "two sessions live at once": (
        "live twice",
        ACTS,
        LOOKS,
        replace(
            BOOKS,
            sessions=(
                replace(_SESSION, closed_at=_NOON + timedelta(minutes=2)),
                Session("second", "BJ-01", _NOON + timedelta(minutes=1), None, 1),
            ),
        ),
    ),
    "a screen that goes back": (
        "undone",
        ACTS,
        [Look("wall", 0, "LIVE", 3, 0.1, "true"), *LOOKS[1:]],
        BOOKS,
    ),
    "a screen that calls an old picture live": (
        "not live",
        ACTS,
        [*LOOKS[:2], Look("wall", 2, "LIVE", 2, 4.0, "true")],
        BOOKS,
    ),
    "a screen that stays behind": ("does not converge", ACTS, LOOKS[:2], BOOKS),
    "a screen whose person is turned away": (
        "turned away",
        ACTS,
        [*LOOKS, Look("wall", 3, "REFUSED")],
        BOOKS,
    ),
}


@pytest.mark.parametrize("planted", _PLANTED)
def test_a_broken_promise_is_caught(planted: str) -> None:
    sentence, acts, looks, books = _PLANTED[planted]
    found = violations(acts, looks, books)
    assert any(violation.startswith(sentence) for violation in found), found


def test_sessions_that_follow_each_other_to_the_instant_are_one_at_a_time() -> None:
    first = replace(_SESSION, closed_at=_NOON + timedelta(minutes=1), version=1)
    second = Session("second", "BJ-01", _NOON + timedelta(minutes=1), None, 0)
    found = violations(ACTS, LOOKS, replace(BOOKS, sessions=(first, second)))
    assert not [violation for violation in found if violation.startswith("live twice")]
