"""What takes effect on a gaming day to come: as the books have it, and as a file would say it."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from pitterm.database.floor.fields import NO_PAR

_SHIFT = "shift "


@dataclass(frozen=True)
class Standing:
    """What holds from a gaming day on: clock, shifts' starts, and tables' limits and pars."""

    clock: Mapping[str, Any]
    shifts: Mapping[str, time]
    terms: Mapping[str, Mapping[str, int | None]]

    def beside(self, other: "Standing") -> "Standing":
        """What this one has otherwise than the other."""
        return Standing(
            clock=_otherwise(self.clock, other.clock),
            shifts=_otherwise(self.shifts, other.shifts),
            terms={
                label: changed
                for label, row in self.terms.items()
                if (changed := _otherwise(row, other.terms.get(label, {})))
            },
        )


Coming = Mapping[date, Standing]
"""By the days on which something changes, in their order."""


def coming_of(standing: Standing, rows: list[dict[str, Any]]) -> Coming:
    """Each day to come with all that then holds; `rows` are those of settings_to_come."""
    coming = {}
    for row in rows:
        standing = Standing(**_hours(row["hours"]), terms={**standing.terms, **row["terms"]})
        coming[row["effective_from"]] = standing
    return coming


def on(day: date, standing: Standing, coming: Coming) -> Standing:
    """What holds on this day."""
    for begins, then in coming.items():
        if begins <= day:
            standing = then
    return standing


def changes_of(
    standing: Standing, coming: Coming, labels: Container[str]
) -> Iterator[dict[str, Any]]:
    """The changes to come in the words of a floor file that has the tables with these labels."""
    for day, then in coming.items():
        changed = then.beside(standing)
        standing = then
        terms_of = {label: row for label, row in changed.terms.items() if label in labels}
        if changed.clock or changed.shifts or terms_of:
            yield {
                "effective_from": day,
                **changed.clock,
                "shifts": [
                    {"name": name, "starts_at": starts} for name, starts in changed.shifts.items()
                ],
                "tables": [{"label": label, **_said(terms)} for label, terms in terms_of.items()],
            }


def _hours(said: Mapping[str, str]) -> dict[str, Any]:
    return {
        "clock": {
            "time_zone": said["time_zone"],
            "gaming_day_start": time.fromisoformat(said["gaming_day_start"]),
        },
        "shifts": {
            key.removeprefix(_SHIFT): time.fromisoformat(starts)
            for key, starts in said.items()
            if key.startswith(_SHIFT)
        },
    }


def _said(terms: Mapping[str, int | None]) -> dict[str, int | str]:
    return {key: NO_PAR if value is None else value for key, value in terms.items()}


def _otherwise(mine: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mine.items() if others.get(key, ...) != value}
