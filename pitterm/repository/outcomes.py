"""From a command to an honest end: applied, did not happen, still being asked, or lost to us."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from pitterm.domain.errors import (
    Busy,
    NotApplied,
    OutcomeLost,
    OutcomeUnknown,
    PitError,
    Unreachable,
)
from pitterm.domain.values import Row
from pitterm.repository.desk import Desk
from pitterm.repository.lines import pause

_log = logging.getLogger(__name__)

R = TypeVar("R", bound=Row)
OnUnknown = Callable[[], None] | None


class _Resolution(Row):
    is_applied: bool
    result: dict[str, Any] | None


async def execute(
    desk: Desk,
    function: str,
    model: type[R],
    key: str,
    arguments: dict[str, Any],
    on_unknown: OnUnknown = None,
) -> R:
    """Send a command; where its reply is lost, ask until the server knows what became of it.

    Raises Refused, Busy, Unreachable, Unexpected, NotApplied once the key is fenced, or OutcomeLost
    where its author is not let in any more: what is refused then is the question, not the command.
    """
    try:
        return await desk.call(function, model, key, {**arguments, "p_idempotency_key": key})
    except OutcomeUnknown:
        _log.warning("%s: the reply was lost; asking", function)
        if on_unknown is not None:
            on_unknown()
        return await _resolve(desk, model, key)


async def _resolve(desk: Desk, model: type[R], key: str) -> R:
    failures = 0
    while True:
        try:
            result = await resolve_once(desk, model, key)
        except (OutcomeUnknown, Unreachable, Busy):
            await pause(failures)
            failures += 1
            continue
        except PitError as error:
            _log.warning("what became of a command cannot be asked: %s", error)
            raise OutcomeLost() from error
        if result is None:
            raise NotApplied()
        return result


async def resolve_once(desk: Desk, model: type[R], key: str) -> R | None:
    """What the key's command brought about; None once it is fenced and can never apply."""
    resolution = await desk.call(
        "rpc_resolve_command", _Resolution, key, {"p_idempotency_key": key}
    )
    if not resolution.is_applied or resolution.result is None:
        return None
    return model.model_validate(resolution.result)
