"""In which order several workers take the files: a long one begun last would keep one worker busy
while the others are done. What is not named here takes a few seconds."""

LONGEST = [
    "journeys/",
    # the first file with a database builds its template for a minute: the other worker has files
    # meanwhile that need none
    "tools/customs_sandbox/test_scenario.py",
    "orders/test_trap_15_killed_in_between.py",
    "tools/backup/test_drill.py",
    "test_migrations.py",
    "tools/test_silent_connections.py",
    "tools/customs_sandbox/test_changes.py",
    "tools/customs_sandbox/test_exports.py",
    "ceb/test_schema.py",
    "clearance/test_disturbances.py",
    "core/test_security.py",
    "clearance/receipts/test_any_order.py",
    "clearance/sending/test_concurrency.py",
    "orders/test_exports.py",
    "orders/test_race_over_http.py",
    "search/pages/test_site_results.py",
    "search/indexing/",
    "search/engines/",
    "search/browser/",
    "exhibitors/test_isolation.py",
    "tools/test_demo_catalog.py",
    "clearance/",
    "orders/test_trap_",
    "expo/",
    "tools/",
    "exhibitors/",
    "search/",
]


def longest_first(items):
    items.sort(key=_place)


def _place(item):
    return next((n for n, name in enumerate(LONGEST) if f"tests/{name}" in item.nodeid), 99)
