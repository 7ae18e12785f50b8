"""The one error of everything that leaves the building."""


class SendingFault(Exception):
    """A message did not go out. `permanent`: trying again is useless, a clerk must look."""

    def __init__(self, words, *, permanent):
        super().__init__(words)
        self.permanent = permanent
