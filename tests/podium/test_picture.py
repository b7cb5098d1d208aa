"""How old the picture is, on a clock that does not care what the feed is waiting for."""

from datetime import timedelta

from pitterm.domain.link import LinkState
from pitterm.terminal.picture import Picture
from tests.podium.recorded import Clock
from tests.podium.values import NOW, make_pulse, make_snapshot


def link(picture: Picture) -> LinkState:
    return picture.link


def test_three_silent_seconds_are_live_and_then_it_is_stale() -> None:
    clock = Clock()
    picture = Picture(clock)
    assert link(picture) is LinkState.CONNECTING
    picture.take(make_snapshot())
    clock.seconds += 3.0
    assert link(picture) is LinkState.LIVE
    clock.seconds += 0.1
    assert link(picture) is LinkState.STALE


def test_an_answer_that_was_long_on_its_way_is_as_old_as_its_question() -> None:
    clock = Clock()
    picture = Picture(clock)
    picture.take(make_pulse(1).model_copy(update={"answered_in_seconds": 2.0}))
    clock.seconds += 1.0
    assert link(picture) is LinkState.LIVE
    clock.seconds += 0.1
    assert link(picture) is LinkState.STALE
    picture.take(make_pulse(2).model_copy(update={"answered_in_seconds": 3.1}))
    assert link(picture) is LinkState.STALE


def test_after_a_loss_a_pulse_is_not_enough() -> None:
    picture = Picture(Clock())
    picture.take(make_snapshot())
    picture.lose()
    picture.take(make_pulse(2))
    assert link(picture) is LinkState.OFFLINE
    picture.take(make_snapshot(change_number=2))
    assert link(picture) is LinkState.LIVE


def test_the_clock_ticks_from_the_databases_and_stops_with_a_stale_picture() -> None:
    clock = Clock()
    picture = Picture(clock)
    picture.take(make_snapshot())
    clock.seconds += 2.0
    assert picture.now() == NOW + timedelta(seconds=2)
    clock.seconds += 60.0
    assert picture.now() == NOW + timedelta(seconds=3)
