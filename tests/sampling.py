"""The everyday run tries a sample of what has very many cases; `make test-all` tries them all."""

import os
import random
from itertools import count

EVERYTHING = os.environ.get("TEST_ALL") == "1"
EVERYDAY_EXAMPLES = 25


def sample(cases, size):
    """All cases in `make test-all`; else so many of them, the same in every run, first and last
    among them."""
    cases = list(cases)
    if EVERYTHING or len(cases) <= size:
        return cases
    inner = random.Random(2026).sample(cases[1:-1], size - 2)
    return [cases[0], *inner, cases[-1]]


def examples(max_examples, everyday=EVERYDAY_EXAMPLES):
    """How many examples Hypothesis makes where a test wants `max_examples` of them."""
    return max_examples if EVERYTHING else min(max_examples, everyday)


def kill_points(every):
    """Before which statements a process is killed, without end: each one in `make test-all`, else
    the first and then one in `every`."""
    return count(1, 1 if EVERYTHING else every)
