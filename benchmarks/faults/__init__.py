"""The site's own worker and the sandbox, on PostgreSQL and Redis of their own, under one failure
after another, each with ORDERS=500 paid orders. FAULTS=name,name chooses; FAULT_SECONDS=900 is how
long one may take. TOXIPROXY_URL names a toxiproxy for the connections that are cut; BENCH_DIR keeps
the placed orders for the next time."""

import os
import time

from benchmarks.faults.environment import FailureEnvironment
from benchmarks.faults.results import has_ended, result_of
from benchmarks.faults.scenarios import SCENARIOS
from benchmarks.faults.servers import Postgres, Redis
from benchmarks.scratch_site import scratch


def main():
    if not (Postgres.programs() and Redis.programs()):
        print("not run: PostgreSQL (initdb, pg_ctl) and redis-server are needed")
        return
    folder = scratch("faults")
    with FailureEnvironment(folder, int(os.environ.get("ORDERS", "500"))) as environment:
        results = [run_scenario(environment, each, n) for n, each in enumerate(chosen(), start=1)]
    if results:
        print_table(results)


def chosen():
    names = [name.strip() for name in os.environ.get("FAULTS", "").split(",") if name.strip()]
    if unknown := set(names) - {scenario.name for scenario in SCENARIOS}:
        known = ", ".join(scenario.name for scenario in SCENARIOS)
        raise SystemExit(f"no such scenario: {', '.join(unknown)}. Known: {known}")
    for scenario in SCENARIOS:
        if "toxiproxy" in scenario.needs and not os.environ.get("TOXIPROXY_URL"):
            print(f"{scenario.name}: not run, TOXIPROXY_URL is not set")
        elif not names or scenario.name in names:
            yield scenario


def run_scenario(environment, scenario, number):
    longest = float(os.environ.get("FAULT_SECONDS", "900"))
    environment.start_site(scenario, number)
    disturbance = scenario.disturbance(environment) if scenario.disturbance else None
    begun = time.monotonic()
    try:
        environment.site.begin()
        if disturbance:
            disturbance.start()
        while not has_ended(environment, scenario) and time.monotonic() < begun + longest:
            environment.site.restart_dead()
            time.sleep(0.5)
        seconds = time.monotonic() - begun
        if disturbance:
            disturbance.end()
        environment.site.restart_dead()
        environment.site.stop(environment.site.beat, environment.site.worker)
        strikes = disturbance.strikes if disturbance else 0
        result = result_of(environment, scenario, seconds, strikes)
    finally:
        environment.clear()
    print_table([result])
    return result


def print_table(results):
    """As Markdown, for docs/decisions or an issue."""
    print("\n| " + " | ".join(results[0]) + " |\n|" + " --- |" * len(results[0]))
    for result in results:
        print("| " + " | ".join(map(formatted, result.values())) + " |", flush=True)


def formatted(value):
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return f"{value:.0f}" if isinstance(value, float) else str(value)
