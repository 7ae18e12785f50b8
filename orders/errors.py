from contextlib import contextmanager

from django.contrib import messages


class OrderActionError(Exception):
    """An action on an order or its money that can't be done. `reasons`: translated sentences for
    the person who tried."""

    def __init__(self, *reasons):
        self.reasons = [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))


@contextmanager
def reasons_as_messages(request):
    """Around an action and what follows its success: where it can't be done, the next page says
    why."""
    try:
        yield
    except OrderActionError as exc:
        for reason in exc.reasons:
            messages.error(request, reason)
