"""Saying that an alert was seen."""

from pitterm.domain.alerts import AcknowledgeAlert, Acknowledgement
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown, execute


async def acknowledge_alert(
    desk: Desk, request: AcknowledgeAlert, on_unknown: OnUnknown = None
) -> Acknowledgement:
    """Acknowledge it; `artifact_not_found` once its cause has ended."""
    return await execute(
        desk,
        "rpc_acknowledge_alert",
        Acknowledgement,
        request.key,
        {"p_alert_key": request.alert_key, "p_note": request.note},
        on_unknown,
    )
