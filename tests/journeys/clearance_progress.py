"""What the clerk's journeys share: an order's course at customs as its pages show it."""

import re
import time


def course(clerk, number):
    """{document kind: how far it has come} as the strip of an order shows it: done, now, bad or
    wait, in the sequence of the strip."""
    clerk.go(f"/en/clearance/?q={number}")
    found = clerk.page.locator(".clerk-documents li").evaluate_all(
        "cells => cells.map(cell => [cell.querySelector('b').textContent, cell.dataset.state])"
    )
    return {re.search(r"CEB(\d{3})", name)[1]: state for name, state in found}


def wait_for_course(clerk, number, wanted, seconds=60):
    """Look again until the course is `wanted`."""
    until = time.monotonic() + seconds
    while (seen := course(clerk, number)) != wanted:
        assert time.monotonic() < until, (seen, clerk.page.locator("main").inner_text()[:1500])
        time.sleep(0.5)


def what_is_next(clerk):
    return clerk.page.locator(".clerk-documents__next").inner_text()


def sent_at(clerk, number, kinds):
    """{kind: when it was handed over} by each document's own page. The first (our XML) and the last
    (a firm's JSON) are looked at; the others are like these."""
    times = {}
    for kind in kinds:
        clerk.go(f"/en/clearance/?q={number}")
        clerk.page.locator(".clerk-documents a", has_text=f"CEB{kind}").click()
        clerk.page.wait_for_url("**/messages/*/")
        if kind in (kinds[0], kinds[-1]):
            clerk.look()
        fact = clerk.page.locator("dl.ledger div", has_text="Sent at")
        times[kind] = fact.locator("dd").inner_text()
    return times


def press(visitor, words):
    """The page's button with these words."""
    visitor.page.locator("main form button", has_text=words).first.click()
    visitor.page.wait_for_load_state()
    return visitor
