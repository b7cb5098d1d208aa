"""Who may do what: the roles of the pit, and the allow-lists every layer checks against."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from pitterm.domain.values import Row, Value


class Role(StrEnum):
    """A staff member's one role in their casino."""

    DEALER = "dealer"
    SECURITY = "security"
    FLOOR_SUPERVISOR = "floor_supervisor"
    PIT_BOSS = "pit_boss"
    SHIFT_MANAGER = "shift_manager"
    CASHIER = "cashier"
    COUNT_TEAM = "count_team"
    AUDITOR = "auditor"
    ADMIN = "admin"
    DISPLAY = "display"

    @property
    def words(self) -> str:
        """The role as people say it."""
        return self.value.replace("_", " ")


MOVES_SESSIONS = frozenset({Role.PIT_BOSS, Role.ADMIN})
LOGS_BUYINS = frozenset({Role.FLOOR_SUPERVISOR, Role.PIT_BOSS, Role.ADMIN})
RECORDS_CUSTODY = LOGS_BUYINS
"""Who counts chips and records drop boxes."""

SIGNS_SECOND = frozenset(
    {
        Role.DEALER,
        Role.SECURITY,
        Role.FLOOR_SUPERVISOR,
        Role.PIT_BOSS,
        Role.SHIFT_MANAGER,
        Role.CASHIER,
    }
)
"""Who may stand as the second person of a count or the witness of a drop."""


class StaffMember(Row):
    """A colleague as the podium lists them."""

    id: UUID
    name: str
    role: Role
    is_active: bool


def second_people(staff: Iterable[StaffMember], oneself: UUID) -> tuple[StaffMember, ...]:
    """The colleagues who may stand as second person beside this one."""
    return tuple(
        colleague
        for colleague in staff
        if colleague.is_active and colleague.role in SIGNS_SECOND and colleague.id != oneself
    )


class SignedIn(Value):
    """The person this program acts as, as the server names them."""

    staff_id: UUID
    casino_id: UUID
    login: str
    name: str
    role: Role
