"""Bulk work collects rarely, however many threads do it at once."""

import gc

from catalog.importing.gc_tuning import FACTOR, rare_collections


def test_blocks_that_overlap_change_the_threshold_once_and_the_last_takes_it_back():
    """Each took the other's change for the usual: imports side by side left the collector off, and
    in the end failed with a number too large."""
    usual = gc.get_threshold()
    rare = (usual[0] * FACTOR, *usual[1:])
    one, two = rare_collections(), rare_collections()
    try:
        one.__enter__()
        two.__enter__()
        assert gc.get_threshold() == rare
        one.__exit__(None, None, None)
        assert gc.get_threshold() == rare
        two.__exit__(None, None, None)
        assert gc.get_threshold() == usual
    finally:
        gc.set_threshold(*usual)
