"""A test that takes long says why, so that nobody has to guess whether it must."""

LONG = 2.0  # seconds on a quiet machine


def report_unexplained(terminal, reasons):
    """Names the tests that took longer without `@pytest.mark.slow("reason")`, or the mark of a real
    service. Only a remark: a busy machine is no error of theirs."""
    for test in unexplained(terminal.stats.get("passed", []), reasons):
        terminal.write_line(f"took {test.duration:.1f} s without a reason beside it: {test.nodeid}")


def unexplained(reports, reasons):
    return [
        report
        for report in reports
        if report.when == "call" and report.duration > LONG and not reasons & set(report.keywords)
    ]


def without_reason(items):
    """Tests whose mark `slow` says nothing."""
    return [
        item.nodeid for item in items if any(not mark.args for mark in item.iter_markers("slow"))
    ]
