"""A player at a table and their money, as finance and as the telemetry know it."""

from datetime import datetime
from uuid import UUID

from tests.rules.house import House
from tests.rules.pit import Pit, Row


class Player:
    """Somebody with a rating slip at a table, open since the time that is given."""

    def __init__(
        self, house: House, table: UUID, since: datetime | None = None, casino: str = "harbor"
    ) -> None:
        self.house = house
        self.table = table
        self.link = house.new_slip(table, casino)
        if since is not None:
            house.change("rating_slip", self.link["rating_slip_id"], started_at=since)

    def buys_in(self, recorder: Pit, cents: int = 10_000, **more: object) -> Row:
        """As finance records it."""
        return recorder.call(
            "rpc_record_player_transaction",
            **{"direction": "in", "amount_cents": cents, **self.link, **more},
        )

    def telemetry(self) -> list[Row]:
        """What the table's telemetry holds of this player, as it came in."""
        rows = self.house.connection.execute(
            "select to_jsonb(b) from pit.table_buyin_telemetry b where rating_slip_id = %s"
            " order by created_at",
            [self.link["rating_slip_id"]],
        ).fetchall()
        return [row for (row,) in rows]

    def amounts(self) -> list[tuple[str, int]]:
        return [(row["telemetry_kind"], row["amount_cents"]) for row in self.telemetry()]

    def entry(self) -> UUID:
        """The id of the first of them."""
        return UUID(self.telemetry()[0]["id"])
