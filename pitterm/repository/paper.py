"""What a request adds to its call when it comes from paper."""

from typing import Any

from pitterm.domain.paper import OnPaper


def from_paper(paper: OnPaper | None) -> dict[str, Any]:
    """The parameters that say so; none for what happens now."""
    if paper is None:
        return {}
    return {"p_paper_at": paper.occurred_at, **_why(paper)}


def buyin_from_paper(paper: OnPaper | None) -> dict[str, Any]:
    """The same for a buy-in, which has a time of its own and is late then."""
    if paper is None:
        return {}
    return {"p_occurred_at": paper.occurred_at, "p_is_late": True, **_why(paper)}


def _why(paper: OnPaper) -> dict[str, Any]:
    return {"p_paper_reason": paper.reason, "p_paper_number": paper.paper_number}
