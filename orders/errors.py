class OrderActionError(Exception):
    """An action on an order or its money that can't be done. `reasons`: translated sentences for
    the person who tried."""

    def __init__(self, *reasons):
        self.reasons = [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))
