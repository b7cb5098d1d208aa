"""Floors that a casino might have, drawn for the tests."""

from datetime import time

from hypothesis import strategies as st

from pitterm.database.floor import Floor, FloorCasino, FloorTable
from pitterm.database.floor.dated import FloorShift
from pitterm.database.floor.parts import (
    FloorChipSet,
    FloorMix,
    FloorPit,
    FloorSettings,
    FloorStaff,
)
from pitterm.domain.board import Availability
from pitterm.domain.staff import Role

_LABELS = st.text("abzABZ019 \"\\#=[]{}'.,·é—☂", min_size=1, max_size=8).map(
    lambda text: text.strip() or "x"
)
_MOMENTS = st.times().map(lambda moment: time(moment.hour, moment.minute))
_CHIPS = st.sampled_from([100_000, 50_000, 10_000, 2_500, 500, 250, 100, 25, 5])


def _several(strategy: st.SearchStrategy[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(strategy, min_size=1, max_size=most, unique=True)


@st.composite
def _settings(draw: st.DrawFn) -> FloorSettings:
    said: dict[str, object] = {
        "time_zone": draw(st.sampled_from(["Europe/Vienna", "America/New_York", "Asia/Tokyo"])),
        "gaming_day_start": time(draw(st.integers(4, 23)), draw(st.integers(0, 59))),
    }
    some = {
        "quick_amounts_cents": (100, 250, 500, 2_500, 5_000, 10_000, 99_999, 100_000),
        "count_signature": draw(st.booleans()),
        "box_tenders": tuple(draw(st.lists(st.sampled_from(["cash", "marker"]), unique=True))),
        "undo_seconds": draw(st.integers(1, 3600)),
        "currency_minor_units": draw(st.sampled_from([0, 2, 3])),
        "currency_symbol": draw(st.sampled_from(["€", "kr", '"'])),
        "alert_need_cents": draw(st.integers(0, 10_000_000)),
    }
    for key in draw(st.sets(st.sampled_from(sorted(some)))):
        said[key] = some[key]
    return FloorSettings.model_validate(said)


@st.composite
def casinos(draw: st.DrawFn, slug: str, logins: list[str]) -> FloorCasino:
    """A casino of this slug; its staff have some of these logins."""
    sets = [
        FloorChipSet(
            name=name,
            denominations_cents=tuple(draw(st.lists(_CHIPS, min_size=1, max_size=5, unique=True))),
        )
        for name in draw(_several(_LABELS, 2))
    ]
    pits = draw(_several(_LABELS, 3))
    tables: dict[str, list[FloorTable]] = {pit: [] for pit in pits}
    for spot, label in enumerate(draw(_several(_LABELS, 5)), start=1):
        low = draw(st.integers(1, 10_000))
        table = FloorTable(
            label=label,
            spot=spot,
            game=draw(st.sampled_from(["Blackjack", "Roulette"])),
            chip_set=draw(st.sampled_from(sets)).name,
            min_bet_cents=low,
            max_bet_cents=low + draw(st.integers(0, 10_000)),
            par_cents=draw(st.none() | st.integers(0, 10_000_000)),
            status=draw(st.sampled_from(Availability)),
        )
        tables[draw(st.sampled_from(pits))].append(table)
    held = {chips.name: chips.denominations_cents for chips in sets}
    dealt = {table.game: held[table.chip_set] for row in tables.values() for table in row}
    return FloorCasino(
        slug=slug,
        name=draw(_LABELS),
        settings=draw(_settings()),
        shifts=tuple(
            FloorShift(name=name, starts_at=start)
            for name, start in draw(
                st.lists(
                    st.tuples(_LABELS, _MOMENTS),
                    min_size=1,
                    max_size=4,
                    unique_by=(lambda shift: shift[0], lambda shift: shift[1]),
                )
            )
        ),
        chip_sets=tuple(sets),
        pits=tuple(FloorPit(name=pit, tables=tuple(tables[pit])) for pit in pits),
        mixes=tuple(
            FloorMix(game=game, name=name, shares={dealt[game][0]: 100})
            for game in sorted(dealt)
            for name in draw(_several(_LABELS, 2))
        ),
        staff=tuple(
            FloorStaff(
                login=login,
                name=draw(_LABELS),
                role=draw(st.sampled_from(Role)),
                shows_money=draw(st.booleans()),
            )
            for login in logins
        ),
    )


@st.composite
def floors(draw: st.DrawFn) -> Floor:
    """One or two casinos."""
    slugs = draw(_several(_LABELS, 2))
    return Floor(
        casinos=tuple(
            draw(casinos(slug, [f"somebody {number}"])) for number, slug in enumerate(slugs)
        )
    )
