"""What a service refuses, in sentences for people."""


class Refused(Exception):
    """The action was not done and nothing was written. ``str(error)`` says why and what to do next; ``field`` is the form
    field to point at, or empty."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
