"""Whatever is called at a table, in whatever order: the model says what stands afterwards.

Every command that concerns a table is a rule, and so are sending one again, fencing a key before
its command comes, and connecting anew.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.isolation.books import BROKEN
from tests.isolation.operations import OPERATIONS
from tests.isolation.scenes import PEOPLE, Scene
from tests.rules.house import House
from tests.rules.pit import Pit, Row, assert_refusal

LIVE = frozenset({"ACTIVE", "RUNDOWN"})
MOVES: dict[str, tuple[frozenset[str | None], str | None]] = {
    "open": (frozenset({None}), "ACTIVE"),
    "rundown": (frozenset({"ACTIVE"}), "RUNDOWN"),
    "resume": (frozenset({"RUNDOWN"}), "ACTIVE"),
    "cancel": (frozenset({"ACTIVE"}), None),
    "close by count": (LIVE, None),
    "close by drop": (LIVE, None),
    "activate": (frozenset(), None),
}
"""From which statuses a move leads, and to which; a table that was never opened has none."""
ALWAYS_POSSIBLE = frozenset({"rundown", "resume"})
NEEDS_A_SESSION = frozenset(
    {"buy-in", "rated buy-in", "request a fill", "request a credit", "count"}
)
"""What is refused without a session, and taken in one."""

EVERYDAY = (
    "buy-in",
    "closing count",
    "count",
    "drop",
    "start a rating slip",
    *(f"{step} a fill" for step in ("request", "issue", "carry", "verify", "deposit")),
)
"""What most of a day is made of, so that a sequence gets somewhere."""

LEARNS = {
    "open": ("session",),
    "opening count": ("opener",),
    "count": ("spot_count",),
    "closing count": ("closer",),
    "drop": ("drop",),
    "buy-in": ("entry",),
    "rated buy-in": ("entry",),
    "record a player's money": ("transaction",),
    "sign off": ("sign_off",),
    "start a rating slip": ("slip",),
    **{
        f"{step} a {kind}": (f"{status}_{kind}",)
        for kind in ("fill", "credit")
        for step, status in {
            "request": "requested",
            "issue": "issued",
            "carry": "carried",
            "verify": "verified",
            "void": "voided",
        }.items()
    },
}
"""What a row that came back is called by the calls after it."""

Sent = tuple[str, str, dict[str, Any], list[Row]]


class Sequence(RuleBasedStateMachine):
    """One table from its first call on; `house` is given by the test."""

    house: House

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[str, Pit] = {}
        self.scene = Scene("a sequence", self.house.new_table())
        self.status: str | None = None
        self.sent: list[Sent] = []
        self._set()
        self._do("open")

    def _set(self) -> None:
        (day,) = [w for w in self["boss"].rows("rpc_get_shift_windows") if w["name"] == "day"]
        visit = self["floor"].start_visit()
        self.scene.holds |= {
            "table": self.scene.table,
            "day_starts": day["window_start"],
            "day_ends": day["window_end"],
            "visit": visit["id"],
            "other_visit": visit["id"],
            **{person: self.house.staff_id(person) for person in (*PEOPLE, "dealer")},
        }

    def __getitem__(self, login: str) -> Pit:
        if login not in self.people:
            database = self.house.database
            staff_id, dealer = database.staff_id(login), database.staff_id("dealer")
            self.people[login] = Pit(database.connect(login), staff_id, dealer)
        return self.people[login]

    @rule(name=st.sampled_from(("open", *sorted(MOVES))))
    def the_table_is_moved(self, name: str) -> None:
        self._do(name)

    @rule(name=st.sampled_from(EVERYDAY))
    def the_day_goes_on(self, name: str) -> None:
        self._do(name)

    @rule(name=st.sampled_from(sorted(OPERATIONS)))
    def anything_is_done(self, name: str) -> None:
        self._do(name)

    def _do(self, name: str) -> None:
        operation = OPERATIONS[name]
        if not operation.is_possible_at(self.scene):
            return
        arguments = {**operation.arguments(self.scene), "idempotency_key": uuid4().hex}
        refusal: psycopg.Error | None = None
        rows: list[Row] = []
        try:
            rows = self[operation.login].rows(operation.rpc, **arguments)
        except psycopg.Error as error:
            refusal = error
        if refusal is not None:
            assert_refusal(refusal, str(refusal.diag.message_primary))
            assert not self._must_be_done(name), (name, self.status, refusal)
            return
        assert not self._must_be_refused(name), (name, self.status)
        self.sent.append((operation.login, operation.rpc, arguments, rows))
        if name in MOVES:
            self.status = MOVES[name][1]
        for learned in LEARNS.get(name, ()):
            self.scene.holds[learned] = rows[0]["id"]

    @rule(which=st.integers(0, 99))
    def a_command_comes_again(self, which: int) -> None:
        if not self.sent:
            return
        login, rpc, arguments, rows = self.sent[which % len(self.sent)]
        before = self._books()
        assert self[login].rows(rpc, **arguments) == rows
        self._is_refused("idempotency_conflict", lambda: self["admin"].rows(rpc, **arguments))
        assert self._books() == before

    @rule(name=st.sampled_from(sorted(OPERATIONS)))
    def a_key_is_fenced_before_its_command_comes(self, name: str) -> None:
        operation, key = OPERATIONS[name], uuid4().hex
        if not operation.is_possible_at(self.scene):
            return
        caller = self[operation.login]
        caller.resolve(key)
        arguments = {**operation.arguments(self.scene), "idempotency_key": key}
        before = self._books()
        self._is_refused("idempotency_conflict", lambda: caller.rows(operation.rpc, **arguments))
        assert self._books() == before

    @rule(login=st.sampled_from(("boss", "floor", "cashier")))
    def somebody_connects_anew(self, login: str) -> None:
        self[login].connection.close()
        del self.people[login]

    @invariant()
    def the_table_stands_as_the_model_says(self) -> None:
        rows = self["boss"].current(self.scene.table)
        assert [row["status"] for row in rows] == ([self.status] if self.status else [])

    @invariant()
    def the_books_are_whole(self) -> None:
        assert self.house.connection.execute(BROKEN.encode()).fetchall() == []

    def teardown(self) -> None:
        for pit in self.people.values():
            pit.connection.close()

    def _must_be_done(self, name: str) -> bool:
        if name in NEEDS_A_SESSION:
            return self.status is not None and name != "rated buy-in"
        return name in ALWAYS_POSSIBLE and self.status in MOVES[name][0]

    def _must_be_refused(self, name: str) -> bool:
        if name in NEEDS_A_SESSION:
            return self.status is None and name != "count"
        return name in MOVES and self.status not in MOVES[name][0]

    def _books(self) -> object:
        """A number that every committed change moves."""
        return self.house.value(
            "select change_number from pit.casino_change where casino_id = %s", self.house.casino
        )

    def _is_refused(self, code: str, call: Callable[[], object]) -> None:
        with pytest.raises(psycopg.Error) as caught:
            call()
        # Whoever may not call it at all is told that first.
        assert caught.value.diag.message_primary in (code, "forbidden")


def test_every_sequence_of_calls_ends_as_the_model_says(house: House) -> None:
    machine = type("Here", (Sequence,), {"house": house})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
