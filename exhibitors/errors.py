class Refused(Exception):
    """A deed that can't be done now; `reasons` are sentences for the member."""

    def __init__(self, *reasons):
        super().__init__(*reasons)
        self.reasons = list(reasons)
