"""The people of the shift, each signed in under their own login at a desk of their own."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from pitterm.domain.errors import Busy
from pitterm.domain.values import Row, Value
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk
from pitterm.repository.keys import new_key
from pitterm.repository.requests import Request, perform

R = TypeVar("R", bound=Row)
V = TypeVar("V", bound=Value)
T = TypeVar("T")

_TRIES = 20
_PAUSE_SECONDS = 0.1


class Person(StrEnum):
    """The demo's logins that a shift needs."""

    BOSS = "boss"
    FLOOR = "floor"
    DEALER = "dealer"
    SECURITY = "security"
    SHIFT = "shift"
    CASHIER = "cashier"
    COUNT = "count"
    COUNT2 = "count2"
    AUDITOR = "auditor"


class Crew:
    """Everybody's desk; a busy table is asked again under the same key."""

    def __init__(self, desks: dict[Person, Desk]) -> None:
        self._desks = desks

    def desk(self, person: Person) -> Desk:
        return self._desks[person]

    def staff_id(self, person: Person) -> UUID:
        return self._desks[person].signed_in.staff_id

    async def do(self, person: Person, request: Request, answers: type[R]) -> R:
        """Have somebody carry out a request of the podium's own; returns the committed row."""
        answer = await self._patiently(lambda: perform(self._desks[person], request))
        if not isinstance(answer, answers):
            raise TypeError(f"{type(request).__name__} answered {type(answer).__name__}")
        return answer

    async def record(
        self, person: Person, door: Callable[[Desk, V], Awaitable[R]], request: V
    ) -> R:
        """Have somebody record what the podium does not."""
        return await self._patiently(lambda: door(self._desks[person], request))

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        for _ in range(_TRIES - 1):
            with contextlib.suppress(Busy):
                return await ask()
            await asyncio.sleep(_PAUSE_SECONDS)
        return await ask()


@contextlib.asynccontextmanager
async def signed_in(conninfo: str, password: str) -> AsyncIterator[Crew]:
    """Everybody signs in; whoever came in goes again at the end.

    Raises LoginRefused or Unreachable.
    """
    desks: dict[Person, Desk] = {}
    try:
        for person in Person:
            desks[person] = await Desk.sign_in(
                Credentials(conninfo, person.value, password, "simulate")
            )
        yield Crew(desks)
    finally:
        for desk in desks.values():
            await desk.close()


__all__ = ["Crew", "Person", "new_key", "signed_in"]
