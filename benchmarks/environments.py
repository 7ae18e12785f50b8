"""The environment of each measurement. Django reads its settings once, so it is set before the
measurement's module, with its imports of the site, is loaded."""

import os

from benchmarks.scratch_site import empty_database, filled, manage, migrate, scratch


def backlog():
    scratch("backlog", **empty_database("backlog"))
    migrate()


def on_postgres(name, *, keep=False):
    if not os.environ.get("TEST_POSTGRES_URL"):
        raise SystemExit(f"{name}: set TEST_POSTGRES_URL, its figures are PostgreSQL's")
    scratch(name, **empty_database(name, keep=keep))
    migrate()


def clerk():
    on_postgres("clerk", keep="BENCH_DIR" in os.environ)


def figures():
    on_postgres("figures")


def forwarding():
    database = empty_database("forwarding")
    folder = scratch("forwarding", CELERY_TASK_ALWAYS_EAGER="0", **database)
    (folder / "broker" / "queue").mkdir(parents=True, exist_ok=True)  # tasks are queued there
    migrate()
    manage("seed_demo")
    manage("place_demo_orders", 1, "--pay", "--mode", "1210")


def hall():
    filled(scratch("hall", SEARCH_NUDGE="0"), 0)


def imports():
    filled(scratch("imports", SEARCH_NUDGE="0"), 0)


def pages():
    filled(scratch("pages"), int(os.environ.get("GOODS", "50000")))


def rebuild():
    folder = scratch(
        "rebuild",
        SEARCH_NUDGE="0",
        ELASTICSEARCH_URL=os.environ.get("TEST_ELASTICSEARCH_URL", ""),
        SEARCH_WARM_FALLBACK="1",
        SEARCH_INDEX_PREFIX="expo-bench-rebuild",
    )
    filled(folder, int(os.environ.get("GOODS", "50000")))


def search():
    scratch("search", SEARCH_NUDGE="0")


# the others need no Django in this process, or start sites of their own
BY_NAME = {
    function.__name__: function
    for function in (backlog, clerk, figures, forwarding, hall, imports, pages, rebuild, search)
}
