"""How long to wait before a document is sent again."""

import random
from datetime import timedelta

# Most errors are brief, so the first tries follow closely; a receiver that stays away is tried
# every ten minutes.
SECONDS = (1, 1, 2, 4, 8, 15, 30, 60, 120, 300, 600)
SPREAD = 0.25  # so that what an outage held back does not come in one second


def retry_delay(tries):
    """The wait after so many tries, a little longer each time: a timedelta."""
    seconds = SECONDS[min(max(tries, 1), len(SECONDS)) - 1]
    return timedelta(seconds=seconds * random.uniform(1 - SPREAD, 1 + SPREAD))  # noqa: S311
