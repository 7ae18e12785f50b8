"""The one error of everything that is sent."""


class TransportError(Exception):
    """A message did not go out. `permanent`: trying again is useless, a clerk must look."""

    def __init__(self, reason: str, *, permanent: bool):
        super().__init__(reason)
        self.permanent = permanent
