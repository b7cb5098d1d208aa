"""What a terminal is allowed and able to, as its settings say."""

from dataclasses import dataclass

from pitterm.terminal.plain_signs import PlainSigns


@dataclass(frozen=True, slots=True)
class Manners:
    """The terminal's own settings; without any it copies nothing and takes no picture."""

    plain_signs: PlainSigns | None = None
    may_copy: bool = False
    may_picture: bool = False
