"""The floor as one file says it: read, compared with the books, imported and exported."""

from pitterm.database.floor.file import FloorError, FloorFile, open_floor, read_floor
from pitterm.database.floor.model import Floor, FloorCasino
from pitterm.database.floor.parts import FloorTable

__all__ = [
    "Floor",
    "FloorCasino",
    "FloorError",
    "FloorFile",
    "FloorTable",
    "open_floor",
    "read_floor",
]
