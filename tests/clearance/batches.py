"""One batch at a time, for stories about a single one."""

from clearance.sending import batches as batch
from clearance.sending.transmission import transmit


def gather():
    """The oldest new batch of what is due, or None."""
    return next(iter(batch.gather()), None)


def claim_batch():
    """The oldest batch that is due, held by this worker, or None."""
    return next(iter(batch.claim_batches(max_documents=1)), None)


def send_batch(claimed):
    return transmit([claimed])
