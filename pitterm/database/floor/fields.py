"""What the keys of a floor file may hold, and how a complaint finds its place."""

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from pitterm.database.floor.lines import Place
from pitterm.database.floor.zones import why_not_zone
from pitterm.database.logins import LONGEST_LOGIN
from pitterm.domain.chips import MAX_DENOMINATION_CENTS, MAX_TOTAL_CENTS
from pitterm.domain.money import MAX_AMOUNT_CENTS
from pitterm.domain.text import LABEL_LIMIT, fault

DAY_START = time(6)
"""When a gaming day starts where nobody said otherwise."""
NO_PAR: Literal["none"] = "none"
"""Of a table that has a par and is to have none; what is left out of a change stays."""
_SERVERS_OWN = {"public", "none"}


def misplaced(place: Place, sentence: str) -> PydanticCustomError:
    """What is wrong between two parts of a file, said at the one that has to change."""
    return PydanticCustomError("misplaced", "{sentence}", {"sentence": sentence, "place": place})


def _printable(text: str) -> str:
    reason = fault(text, "text", LABEL_LIMIT)
    if reason is not None:
        raise ValueError(reason)
    if not text or text != text.strip():
        raise ValueError("It is empty or has blanks around it.")
    return text


def _known_zone(name: str) -> str:
    reason = why_not_zone(name)
    if reason is not None:
        raise ValueError(reason)
    return name


def _possible_login(login: str) -> str:
    if len(login.encode()) > LONGEST_LOGIN:
        raise ValueError(f"A login has at most {LONGEST_LOGIN} bytes.")
    if login.startswith("pg_") or login in _SERVERS_OWN:
        raise ValueError(f"PostgreSQL keeps the login {login} to itself.")
    return login


def _amount_or_none(said: object) -> int | Literal["none"]:
    if said == NO_PAR:
        return NO_PAR
    if type(said) is not int or not 0 <= said <= MAX_TOTAL_CENTS:
        raise ValueError(f'It is neither an amount from 0 to {MAX_TOTAL_CENTS} nor "{NO_PAR}".')
    return said


def _par(said: object) -> int | None:
    amount = None if said is None else _amount_or_none(said)
    return None if amount == NO_PAR else amount


def _whole_minute(moment: time) -> time:
    if moment.second or moment.microsecond:
        raise ValueError("It is not on a whole minute.")
    return moment


Label = Annotated[str, AfterValidator(_printable)]
Moment = Annotated[time, Field(strict=True), AfterValidator(_whole_minute)]
Cents = Annotated[int, Field(strict=True, ge=1, le=MAX_AMOUNT_CENTS)]
Chip = Annotated[int, Field(strict=True, ge=1, le=MAX_DENOMINATION_CENTS)]
Bankroll = Annotated[int, Field(strict=True, ge=0, le=MAX_TOTAL_CENTS)]
ParToCome = Annotated[int | Literal["none"], PlainValidator(_amount_or_none)]
Par = Annotated[int | None, PlainValidator(_par)]
# A key of TOML is text.
MixChip = Annotated[int, Field(ge=1, le=MAX_DENOMINATION_CENTS)]
Percent = Annotated[int, Field(strict=True, ge=1, le=100)]
DaySeconds = Annotated[int, Field(strict=True, ge=1, le=86400)]
Tender = Literal["cash", "marker", "coupon"]
Zone = Annotated[str, AfterValidator(_known_zone)]
Login = Annotated[Label, AfterValidator(_possible_login)]


def refuse_twice(what: str, named: Iterable[tuple[Place, Hashable]]) -> None:
    """The complaint stands at the second of two."""
    entries = tuple(named)
    times = Counter(name for _, name in entries)
    seen: set[Hashable] = set()
    for place, name in entries:
        if name in seen:
            raise misplaced(place, f"The {what} {name} is there {times[name]} times.")
        seen.add(name)
