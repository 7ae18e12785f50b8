"""What the clerk's journeys share: how far an order has come at customs, as its pages show it."""

import re
import time


def document_states(clerk, order_number):
    """{document kind: how far it has come} as the strip of an order shows it: done, now, bad or
    wait, in the sequence of the strip."""
    clerk.go(f"/en/clearance/?q={order_number}")
    states = clerk.page.locator(".clerk-documents li").evaluate_all(
        "cells => cells.map(cell => [cell.querySelector('b').textContent, cell.dataset.state])"
    )
    return {re.search(r"\d{3}", name)[0]: state for name, state in states}


def wait_for_states(clerk, order_number, expected, seconds=60):
    """Look again until the documents' states are as expected."""
    until = time.monotonic() + seconds
    while (states := document_states(clerk, order_number)) != expected:
        assert time.monotonic() < until, (states, clerk.page.locator("main").inner_text()[:1500])
        time.sleep(0.5)


def next_step(clerk):
    return clerk.page.locator(".clerk-documents__next").inner_text()


def sent_at(clerk, order_number, kinds):
    """{kind: when it was handed over} by each document's own page. The first (our XML) and the last
    (a firm's JSON) are looked at; the others are like these."""
    times = {}
    for kind in kinds:
        clerk.go(f"/en/clearance/?q={order_number}")
        clerk.page.locator(".clerk-documents a", has_text=kind).click()
        clerk.page.wait_for_url("**/messages/*/")
        if kind in (kinds[0], kinds[-1]):
            clerk.check_accessibility()
        fact = clerk.page.locator("dl.ledger div", has_text="Sent at")
        times[kind] = fact.locator("dd").inner_text()
    return times


def press(visitor, label):
    """The page's button with this label."""
    visitor.page.locator("main form button", has_text=label).first.click()
    visitor.page.wait_for_load_state()
    return visitor
