"""One batch at a time, for tests of a single one."""

from clearance.sending import batches as batch
from clearance.sending.transmission import transmit


def gather():
    """The oldest new batch of what is due, or None."""
    return next(iter(batch.gather()), None)


def claim_batch():
    """The oldest batch that is due, leased by this worker, or None."""
    return next(iter(batch.claim_batches(max_documents=1)), None)


def send_batch(claimed):
    return transmit([claimed])
