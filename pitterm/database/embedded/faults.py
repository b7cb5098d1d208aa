"""What the embedded server says instead of starting."""

from pitterm.domain.errors import PitError


class EmbeddedServerError(PitError):
    """A sentence, a next step, and the exit code a command ends with."""

    def __init__(self, title: str, next_step: str, *, exit_code: int) -> None:
        super().__init__(title, next_step)
        self.exit_code = exit_code


def misconfigured(title: str, next_step: str) -> EmbeddedServerError:
    """What was asked for cannot work here until someone changes it."""
    return EmbeddedServerError(title, next_step, exit_code=2)


def unavailable(title: str, next_step: str) -> EmbeddedServerError:
    """The server ought to run and does not."""
    return EmbeddedServerError(title, next_step, exit_code=3)
