class NotAllowedError(Exception):
    """An action that is not allowed now; `reasons` are sentences for the member."""

    def __init__(self, *reasons):
        super().__init__(*reasons)
        self.reasons = list(reasons)
