"""Tables in the states in which people meet at them, each brought there by its people."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.pit import CHIPS, Row, Staff

_boxes, _positions = count(100), count(50)
AGREED_CENTS = 70_000
PEOPLE = ("floor", "cashier", "security", "boss")


@dataclass
class Scene:
    """A table in a pit of its own, and everything at it that a call can name."""

    name: str
    table: UUID
    holds: dict[str, object] = field(default_factory=dict)


class Stage:
    """Everybody who sets a scene."""

    def __init__(self, staff: Staff, house: House) -> None:
        self.house, self.hands = house, Hands(staff, house)
        self.boss, self.dealer, self.shift = staff["boss"], staff["dealer"], staff["shift"]
        self.counters = (staff["count"], staff["count2"])
        self.auditor = staff["auditor"]
        (day,) = [w for w in self.boss.rows("rpc_get_shift_windows") if w["name"] == "day"]
        (shift,) = [w for w in self.boss.rows("rpc_get_shift_windows") if w["name"] == "shift"]
        self._day, self._shift = day, shift

    def scenes(self) -> list[Scene]:
        """All of them, each at a table of its own."""
        setters: tuple[Callable[[Scene], None], ...] = (
            self.shut,
            self.waiting_for_its_count,
            self.just_opened,
            self.in_play,
            self.running_down,
            self.chips_on_their_way,
            self.owing_its_count,
            self.counted_out,
        )
        return [self._scene(setter) for setter in setters]

    def _scene(self, setter: Callable[[Scene], None]) -> Scene:
        name, table = setter.__name__.replace("_", " "), self.house.new_table()
        pit = self.house.insert(
            "pit", casino_id=self.house.casino, name=name, position=next(_positions)
        )
        self.house.change("gaming_table", table, pit_id=pit)
        scene = Scene(name, table)
        scene.holds |= {"table": table, "dealer": self.dealer.staff_id}
        scene.holds |= {
            "day_starts": self._day["window_start"],
            "day_ends": self._day["window_end"],
        }
        setter(scene)
        scene.holds |= {person: self.house.staff_id(person) for person in PEOPLE}
        scene.holds["paper_at"] = self.house.value("select clock_timestamp()")
        return scene

    def shut(self, scene: Scene) -> None:
        """Never opened; its opening count is signed."""
        scene.holds |= {"opener": self._signed(scene, "open")["id"]}
        scene.holds |= {"drop": self._dropped(scene)["id"]}

    def waiting_for_its_count(self, scene: Scene) -> None:
        """Open, in a casino that requires the count."""
        with self.house.setting(opening_count_required=True):
            scene.holds["session"] = self.boss.open(scene.table)["id"]
        scene.holds["opener"] = self._signed(scene, "open")["id"]
        scene.holds["requested_fill"] = self.hands.requested("fill", scene.table)["id"]

    def just_opened(self, scene: Scene) -> None:
        """Active, and nothing recorded."""
        opener = self._signed(scene, "open")
        scene.holds |= {"opener": opener["id"], "session": self.boss.open(scene.table)["id"]}
        self._seat_players(scene)

    def in_play(self, scene: Scene) -> None:
        """Active, with one of everything that is counted and logged, and no chips on their way."""
        self.just_opened(scene)
        entry = self.boss.buy_in(scene.table, 5_000)
        self.hands.floor.buy_in(scene.table, 5_000)
        scene.holds["alert"] = self.boss.alerts(scene.table)[0]["key"]
        visit, slip = UUID(str(scene.holds["visit"])), scene.holds["slip"]
        paid = self.boss.record(visit, rating_slip_id=slip)
        scene.holds |= {"entry": entry["id"], "while_open": entry["occurred_at"]}
        scene.holds |= {"transaction": paid["id"]}
        scene.holds |= {"spot_count": self.boss.count(scene.table)["id"]}
        scene.holds |= {"drop": self._dropped(scene)["id"]}
        half, agreed = self._dropped(scene), self._dropped(scene)
        self.counters[0].enter(half, AGREED_CENTS)
        self._agree(agreed)
        scene.holds |= {"half_counted": half["id"], "agreed_drop": agreed["id"]}
        scene.holds |= {"closer": self._signed(scene, "close")["id"]}
        scene.holds |= {"unsigned_closer": self.boss.count(scene.table, "close")["id"]}

    def running_down(self, scene: Scene) -> None:
        """The same in rundown."""
        self.in_play(scene)
        self.boss.rundown({"id": scene.holds["session"]})

    def chips_on_their_way(self, scene: Scene) -> None:
        """Active, with a fill and a credit at every step; what is late is an alert."""
        self.just_opened(scene)
        for kind in ("fill", "credit"):
            for status, made in (
                ("requested", self.hands.requested),
                ("waiting", self.hands.requested),
                ("issued", self.hands.issued),
                ("carried", self.hands.carried),
                ("verified", self.hands.verified),
            ):
                scene.holds[f"{status}_{kind}"] = made(kind, scene.table)["id"]
            wrong = self.hands.issued(kind, scene.table)
            scene.holds[f"voided_{kind}"] = self.hands.cashier.void(wrong)["id"]
        scene.holds["closer"] = self._signed(scene, "close")["id"]

    def owing_its_count(self, scene: Scene) -> None:
        """Closed by a drop alone."""
        self.in_play(scene)
        drop = {"id": scene.holds["drop"]}
        self.boss.void_count(UUID(str(scene.holds.pop("closer"))))
        self.boss.void_count(UUID(str(scene.holds.pop("unsigned_closer"))))
        self.boss.close({"id": scene.holds["session"]}, None, drop)
        scene.holds["unsigned_closer"] = self.boss.count(scene.table, "close", note="found")["id"]

    def counted_out(self, scene: Scene) -> None:
        """Closed by its count, every box released: it may be made final."""
        opener = self._signed(scene, "open")
        session = self.boss.open(scene.table)
        entry = self.boss.buy_in(scene.table, 5_000)
        spot = self.boss.count(scene.table)
        closer = self._signed(scene, "close")
        self.boss.close(session, closer)
        released = self._dropped(scene)
        self._agree(released)
        self.auditor.release(released)
        signed = self.shift.sign_off(self._shift["window_start"], self._shift["window_end"])
        scene.holds |= {
            "opener": opener["id"],
            "session": session["id"],
            "entry": entry["id"],
            "while_open": entry["occurred_at"],
            "spot_count": spot["id"],
            "closer": closer["id"],
            "drop": self._dropped(scene)["id"],
            "sign_off": signed["id"],
        }

    def _seat_players(self, scene: Scene) -> None:
        linked = self.house.new_slip(scene.table)
        scene.holds |= {"visit": linked["visit_id"], "slip": linked["rating_slip_id"]}
        scene.holds["other_visit"] = self.boss.start_visit("Club 7")["id"]

    def _signed(self, scene: Scene, kind: str) -> Row:
        counted = self.boss.count(scene.table, kind, CHIPS)
        self.dealer.sign(counted)
        return counted

    def _dropped(self, scene: Scene) -> Row:
        return self.boss.drop(scene.table, f"BOX-{next(_boxes)}")

    def _agree(self, drop: Row) -> None:
        for counter in self.counters:
            counter.enter(drop, AGREED_CENTS)
