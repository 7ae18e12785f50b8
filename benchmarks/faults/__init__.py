"""Bad days: the site's own worker and the sandbox, on PostgreSQL and Redis of their own, one fault
after another, each with ORDERS=500 paid orders. FAULTS=name,name chooses; FAULT_SECONDS=900 is how
long one may take. TOXIPROXY_URL names a toxiproxy for the lines that are cut; BENCH_DIR keeps the
placed orders for the next time."""

import os
import time
from dataclasses import astuple

from benchmarks.faults.environment import Stage
from benchmarks.faults.results import at_their_end, closed
from benchmarks.faults.scenarios import FAULTS
from benchmarks.faults.servers import Postgres, Redis
from benchmarks.scratch_site import scratch

HEADS = (
    "fault", "orders", "right end", "held", "seconds", "sent", "tries", "most", "receipts",
    "repeats", "unreadable", "kills", "two contents", "check_integrity", "verify_evidence",
)  # fmt: skip


def main():
    if not (Postgres.programs() and Redis.programs()):
        print("not played: PostgreSQL (initdb, pg_ctl) and redis-server are needed")
        return
    folder = scratch("faults")
    with Stage(folder, int(os.environ.get("ORDERS", "500"))) as stage:
        outcomes = [play(stage, fault, n) for n, fault in enumerate(chosen(), start=1)]
    print_table(outcomes)


def chosen():
    names = [name.strip() for name in os.environ.get("FAULTS", "").split(",") if name.strip()]
    if unknown := set(names) - {fault.name for fault in FAULTS}:
        known = ", ".join(fault.name for fault in FAULTS)
        raise SystemExit(f"no such fault: {', '.join(unknown)}. Known: {known}")
    for fault in FAULTS:
        if "toxiproxy" in fault.needs and not os.environ.get("TOXIPROXY_URL"):
            print(f"{fault.name}: not played, TOXIPROXY_URL is not set")
        elif not names or fault.name in names:
            yield fault


def play(stage, fault, number):
    longest = float(os.environ.get("FAULT_SECONDS", "900"))
    stage.set_for(fault, number)
    trouble = fault.trouble(stage) if fault.trouble else None
    begun = time.monotonic()
    try:
        stage.site.begin()
        if trouble:
            trouble.start()
        while not at_their_end(stage, fault) and time.monotonic() < begun + longest:
            stage.site.keep_up()
            time.sleep(0.5)
        seconds = time.monotonic() - begun
        if trouble:
            trouble.end()
        stage.site.keep_up()
        stage.site.stop_work()
        outcome = closed(stage, fault, seconds, trouble.blows if trouble else 0)
    finally:
        stage.clear()
    print_table([outcome])
    return outcome


def print_table(outcomes):
    """As Markdown, so that it can be kept as it is."""
    print("\n| " + " | ".join(HEADS) + " |\n|" + " --- |" * len(HEADS))
    for outcome in outcomes:
        print("| " + " | ".join(map(in_words, astuple(outcome))) + " |", flush=True)


def in_words(value):
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return f"{value:.0f}" if isinstance(value, float) else str(value)
