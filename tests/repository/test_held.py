"""A change is laid over the picture a terminal keeps, which costs what changed."""

from datetime import timedelta
from uuid import uuid4

from pitterm.repository.held import Held
from tests.podium.values import NOW, make_floor, make_snapshot, make_table

SOON, LATER = NOW + timedelta(minutes=5), NOW + timedelta(minutes=9)


def test_a_change_replaces_its_table_and_leaves_the_others_the_same_objects() -> None:
    floor = make_floor()
    changed = floor[3].model_copy(update={"last_count_total_cents": 5_000})
    held = Held.of(make_snapshot(*floor)).overlaid(make_snapshot(changed, change_number=2))
    assert held is not None
    assert held.picture == make_snapshot(*floor[:3], changed, *floor[4:], change_number=2)
    kept = zip(floor, held.picture.tables, strict=True)
    assert [before.label for before, after in kept if before is not after] == [changed.label]


def test_a_table_or_a_day_that_the_picture_does_not_know_asks_for_everything() -> None:
    held = Held.of(make_snapshot())
    assert held.overlaid(make_snapshot(make_table("NEW", 1, id=uuid4()))) is None
    for other in ({"gaming_day": NOW.date() - timedelta(days=9)}, {"shift_started_at": NOW}):
        assert held.overlaid(make_snapshot(make_floor()[0], **other)) is None


def test_what_is_due_follows_the_first_alert_that_begins() -> None:
    quiet, near, far = make_floor()[:3]
    near = near.model_copy(update={"next_alert_at": SOON})
    held = Held.of(make_snapshot(quiet, near, far.model_copy(update={"next_alert_at": LATER})))
    assert held.due(NOW) == ()
    assert held.due(SOON) == (near.id,)
    assert held.due(LATER) == (near.id, far.id)
    # Its cause is gone, and then one at a table that had none comes before the last.
    ended = held.overlaid(make_snapshot(near.model_copy(update={"next_alert_at": None})))
    assert ended is not None
    assert (ended.due(SOON), ended.due(LATER)) == ((), (far.id,))
    begun = ended.overlaid(make_snapshot(quiet.model_copy(update={"next_alert_at": SOON})))
    assert begun is not None
    assert begun.due(SOON) == (quiet.id,)
    assert begun.dated(make_snapshot(change_number=7).pulse).due(LATER) == (quiet.id, far.id)
