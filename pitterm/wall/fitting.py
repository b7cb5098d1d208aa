"""Texts cut and filled up to a number of cells, wide characters counted as two."""

from rich.cells import cell_len, set_cell_size


def fit(text: str, width: int) -> str:
    """The text in exactly this many cells, with `…` where something is missing."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…"
