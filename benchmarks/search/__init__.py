"""How well and how fast the search finds, the embedded engine beside Elasticsearch in one run.

GOODS=5000,50000,300000 chooses the catalogues (5000,50000 when not said); without
TEST_ELASTICSEARCH_URL only the embedded engine is measured. FUZZ=10000 asks so many random
queries of both engines (2000 when not said)."""

import os
from contextlib import ExitStack

from . import fuzz, memory, quality, size
from . import index_build as building
from . import index_writes as writing
from .budget import Budgets


def main():
    budgets = Budgets()
    url = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    names = ["embedded", "elasticsearch"] if url else ["embedded"]
    quality.main(names, url, budgets)
    if url:
        writing.main(names, url, budgets)
    sizes = sorted(int(n) for n in os.environ.get("GOODS", "5000,50000").split(","))
    medians = {}
    for goods in sizes:
        with ExitStack() as stack:
            engines = [stack.enter_context(building.temporary_engine(name, url)) for name in names]
            trial, *others = building.built(engines, goods, budgets)
            medians[goods] = size.measured(trial, others, goods, budgets)
            if goods == sizes[0]:
                fuzz.main([trial, *others], int(os.environ.get("FUZZ", "2000")), budgets)
            if goods == sizes[-1]:
                memory.main(trial.engine.folder, goods, budgets)
    if len(sizes) > 1:
        growth = medians[sizes[-1]] / medians[sizes[0]]
        budgets.check_max(
            f"embedded first page, p50, from {sizes[0]} to {sizes[-1]} goods", growth, 5, "×"
        )
    budgets.print_all()
