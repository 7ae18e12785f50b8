"""What each figure may be at most or must be at least; printed at the end."""

import statistics

MEASURED_FROM = 50_000  # goods: with few, what doesn't grow with them outweighs the rest


class Budgets:
    def __init__(self):
        self._rows = []

    def check_max(self, what, figure, limit, unit=""):
        self._add(what, figure, f"≤ {limit}{unit}", figure <= limit, unit)

    def check_min(self, what, figure, limit, unit=""):
        self._add(what, figure, f"≥ {limit}{unit}", figure >= limit, unit)

    def _add(self, what, figure, limit, kept, unit):
        self._rows.append((what, f"{figure:.3g}{unit}", limit, "pass" if kept else "FAIL"))
        print(f"  {what}: {figure:.3g}{unit} ({limit}) {self._rows[-1][3]}", flush=True)

    def print_all(self):
        print("\nbudgets")
        for what, figure, limit, kept in self._rows:
            print(f"{kept:<6}{what:<62}{figure:>12}  {limit}")


def percentiles(taken):
    return f"p50 {statistics.median(taken):.2f} ms, p95 {p95(taken):.2f} ms"


def p95(taken):
    return sorted(taken)[int(len(taken) * 0.95)]
