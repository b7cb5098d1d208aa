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

REQUESTS_SLIPS = frozenset({Role.FLOOR_SUPERVISOR, Role.PIT_BOSS, Role.ADMIN})
"""Who asks for fills and credits and deposits their slips."""
ISSUES_SLIPS = frozenset({Role.CASHIER})
CARRIES_SLIPS = frozenset({Role.SECURITY})
VERIFIES_SLIPS = frozenset({Role.DEALER, Role.FLOOR_SUPERVISOR})
SEES_SLIPS = frozenset(set(Role) - {Role.COUNT_TEAM, Role.DISPLAY})

SEES_FIGURES = frozenset(
    {
        Role.DEALER,
        Role.FLOOR_SUPERVISOR,
        Role.PIT_BOSS,
        Role.SHIFT_MANAGER,
        Role.AUDITOR,
        Role.ADMIN,
    }
)
"""Who is told figures; the others see status only."""
ENTERS_DROP_COUNTS = frozenset({Role.COUNT_TEAM})
RELEASES_DROP_COUNTS = frozenset({Role.COUNT_TEAM, Role.AUDITOR})
SIGNS_SHIFTS = frozenset({Role.PIT_BOSS, Role.SHIFT_MANAGER, Role.ADMIN})
FINALIZES = frozenset({Role.AUDITOR})

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
