"""Who may correct what: a rule for the grey key and the sentence, beside the RPCs' own."""

from pitterm.domain.detail import SessionRecord, TimelineKind, TimelineRow
from pitterm.domain.metrics import Grade
from pitterm.domain.sessions import CloseReason, SessionStatus
from pitterm.domain.staff import FINALIZES, LOGS_BUYINS, RECORDS_CUSTODY, Role


def why_not_void(row: TimelineRow | None, record: SessionRecord | None, role: Role) -> str | None:
    """Why this count or drop record may not be voided by this role; None when it may."""
    if role not in RECORDS_CUSTODY:
        return f"Only a floor supervisor or pit boss voids counts and drops, not {_article(role)}."
    if row is None or row.kind not in (TimelineKind.COUNT, TimelineKind.DROP):
        return "Select a count or a drop box; those are voided and replaced."
    if not row.stands:
        return "It is voided already."
    if is_final(record):
        return "The session's figures are final; nothing in it is corrected."
    return None


def why_not_reverse(row: TimelineRow | None, role: Role) -> str | None:
    """Why this entry may not be reversed by this role; None when it may."""
    if role not in LOGS_BUYINS:
        return f"Only a floor supervisor or pit boss reverses entries, not {_article(role)}."
    if row is None or row.kind is not TimelineKind.ENTRY:
        return "Select a buy-in; those are reversed."
    if row.is_reversible:
        return None
    return "It was reversed already." if not row.stands else "A reversal or adjustment stays."


def why_not_finalize(record: SessionRecord | None, role: Role) -> str | None:
    """Why this session's figures may not be made final by this role; None when they may."""
    if role not in FINALIZES:
        return f"The auditor makes figures final, not {_article(role)}."
    if record is None:
        return "Select a session; its figures are made final."
    if record.session.status is not SessionStatus.CLOSED:
        return "The session is not closed."
    if record.session.close_reason is CloseReason.CANCELLED:
        return "A cancelled session has no figures."
    return "The figures are final already." if is_final(record) else None


def is_final(record: SessionRecord | None) -> bool:
    """Whether the session's figures were made final."""
    rundown = record.rundown if record else None
    return rundown is not None and rundown.metric_grade is Grade.FINAL


def _article(role: Role) -> str:
    if role in (Role.SECURITY, Role.COUNT_TEAM):
        return role.words
    return f"{'an' if role.words[0] in 'aeiou' else 'a'} {role.words}"
