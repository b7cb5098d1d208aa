"""What stands about the selected slip: its chips, its steps and what it waits for."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from textual.content import Content

from pitterm.domain import money
from pitterm.domain.house import House
from pitterm.domain.slip_steps import SlipStep, waits_for, why_not_step
from pitterm.domain.slips import Slip
from pitterm.podium.slip_words import (
    kind_word,
    name_of,
    number_word,
    runner_word,
    status_word,
)
from pitterm.podium.wording import harmless, show_time, zone
from pitterm.terminal.quiet import GREY, QUIET


def about(slip: Slip, table_label: str, house: House) -> Content:
    """Everything a person at the podium has to know before they touch the slip."""
    head = [harmless(table_label), kind_word(slip), number_word(slip)]
    figure = [money.show(slip.amount_cents), status_word(slip)]
    lines = [
        Content.assemble((" · ".join(head), "bold"), f"   {'   '.join(figure)}"),
        Content(_chips(slip)),
        Content.styled(" → ".join(_taken(slip, house)), QUIET),
        Content.assemble(("runner     ", QUIET), runner_word(slip, house)),
        Content.assemble(("waits for  ", QUIET), waits_for(slip)),
    ]
    if slip.note:
        lines.append(Content.assemble(("note       ", QUIET), harmless(slip.note)))
    return Content("\n").join(lines)


def _chips(slip: Slip) -> str:
    held = sorted(slip.chipset.items(), reverse=True)
    times = "\N{MULTIPLICATION SIGN}"
    return "   ".join(f"{money.show(cents)} {times} {count:,}" for cents, count in held if count)


def _taken(slip: Slip, house: House) -> list[str]:
    """Its steps in the order of their times, each with who took it."""
    people = (
        ("requested", slip.requested_at, slip.requested_by_staff_id),
        ("issued", slip.issued_at, slip.issued_by_staff_id),
        ("carried", slip.carried_at, slip.runner_staff_id),
        ("verified", slip.verified_at, slip.verified_by_staff_id),
    )
    taken: list[tuple[datetime, str]] = []
    for verb, at, staff_id in people:
        if at is not None:
            time = show_time(at, zone(house.time_zone))
            taken.append((at, f"{verb} {time} {name_of(house, staff_id)}"))
    return [words for _, words in sorted(taken, key=lambda each: each[0])]


def keys(
    slip: Slip | None, steps: Mapping[SlipStep, str], around: Sequence[tuple[str, str]]
) -> Content:
    """The steps by their keys, those it does not wait for grey; under them the way around."""
    pieces: list[tuple[str, str] | str] = []
    for step, key in steps.items():
        if slip is None or why_not_step(step, slip) is not None:
            pieces.append((f"{key} {step}  ", GREY))
        else:
            pieces += [(key, "bold $text-primary"), f" {step}  "]
    pieces.append("\n")
    for key, words in around:
        pieces += [(key, "bold $text-primary"), f" {words}  "]
    return Content.assemble(*pieces)
