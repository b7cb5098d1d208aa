"""Acknowledging an alert: who saw it and when, with a note where there is something to say."""

from typing import TYPE_CHECKING

from pitterm.domain.alerts import AcknowledgeAlert, Acknowledgement, Alert
from pitterm.podium.dialogs.acknowledgement import AcknowledgeForm
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.flows.sitting import Intent

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed

_OVER = {"artifact_not_found", "artifact_already_used"}
"""Nothing is left to acknowledge."""


async def acknowledge(app: "Podium", label: str, alert: Alert) -> None:
    """Ask for a note and acknowledge; what was typed stays for another try."""
    intent = Intent(app)
    typed: Typed = {}

    def said(_row: "Committed") -> str:
        return f"Acknowledged: {label}, {alert.kind.words}"

    while True:
        dialog = AcknowledgeForm(label, alert, typed=typed, complaint=intent.complaint)
        note: str | None = await app.push_screen_wait(dialog)
        if note is None:
            return
        typed = dialog.typed
        request = AcknowledgeAlert(alert_key=alert.key, note=note or None, key=intent.key)
        done = await intent.send(request, Acknowledgement, said)
        if done is not None or intent.code in _OVER:
            return
