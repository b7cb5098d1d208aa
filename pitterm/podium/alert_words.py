"""How alerts are written: glyph and word first, so that no colour is needed."""

from pitterm.domain.alerts import Alert, AlertClass


def glyph(alert: Alert) -> str:
    """`▲` custody and `△` attention, until somebody acknowledged it: `✓`."""
    if alert.is_acknowledged:
        return "✓"
    return "▲" if alert.alert_class is AlertClass.CUSTODY else "△"
