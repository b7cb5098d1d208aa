"""The hands a fill or credit goes through in Harbor, each a login of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from tests.rules.house import House
from tests.rules.pit import MOVED, Pit, Row, Staff


class Hands:
    """Floor asks, cashier issues, security carries, dealer verifies, floor deposits."""

    def __init__(self, staff: Staff, house: House) -> None:
        self.house = house
        self.floor = staff["floor"]
        self.cashier = staff["cashier"]
        self.security = staff["security"]
        self.dealer = staff["dealer"]

    def requested(self, kind: str, table: UUID, chips: object = MOVED) -> Row:
        return self.floor.request(kind, table, chips)

    def taken(self, table: UUID, chips: object = MOVED) -> Row:
        """A credit whose runner took the chips before its slip was issued."""
        return self.security.carry(self.requested("credit", table, chips))

    def issued(self, kind: str, table: UUID, chips: object = MOVED) -> Row:
        return self.cashier.issue(self.requested(kind, table, chips))

    def carried(self, kind: str, table: UUID, chips: object = MOVED) -> Row:
        return self.security.carry(self.issued(kind, table, chips))

    def verified(self, kind: str, table: UUID, chips: object = MOVED) -> Row:
        return self.dealer.verify(self.carried(kind, table, chips))

    def deposited(self, kind: str, table: UUID, chips: object = MOVED) -> Row:
        return self.floor.deposit(self.verified(kind, table, chips))

    def voided(self, kind: str, table: UUID) -> Row:
        return self.cashier.void(self.issued(kind, table))

    def withdrawn(self, kind: str, table: UUID) -> Row:
        return self.floor.withdraw(self.requested(kind, table))

    @contextmanager
    def working_as(self, person: Pit, role: str) -> Iterator[None]:
        """Somebody who was given another role for a while and keeps what they did in the old."""
        before = self.house.value("select role from pit.staff where id = %s", person.staff_id)
        self.house.change("staff", person.staff_id, role=role)
        try:
            yield
        finally:
            self.house.change("staff", person.staff_id, role=before)
