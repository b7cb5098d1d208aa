"""Everything breaks while people work, and afterwards the history is held against the books."""
