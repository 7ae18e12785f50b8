import random

from tools.processes.ports import is_free


def free_block():
    """A port with those of the fake provider (+420) and the sandbox (+430) free too."""
    # at random: several test runs on one machine look for ports at the same time
    for _ in range(200):
        port = random.randrange(20000, 50000)
        if all(is_free(port + offset) for offset in (0, 420, 430)):
            return port
    raise AssertionError("no free ports")
