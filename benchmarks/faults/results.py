"""How a run ended: the orders' states, what was sent and repeated, and whether stock, money and
evidence agree."""

import re
from collections import Counter

# a batch is one transmission; a request to a partner is one by itself
SENT = """
SELECT count(*), sum(tries), max(tries) FROM (
  SELECT tries FROM clearance_batch WHERE tries > 0
  UNION ALL SELECT tries FROM clearance_message WHERE batch_id IS NULL AND tries > 0) AS sent
"""
RECEIPTS = """
SELECT count(*) FILTER (WHERE last_error = ''), coalesce(sum(arrivals - 1), 0),
       count(*) FILTER (WHERE last_error <> '') FROM clearance_receipt
"""
LEFT = """
SELECT (SELECT count(*) FROM clearance_receipt WHERE read_at IS NULL),
       (SELECT count(*) FROM clearance_receiptitem WHERE applied_at IS NULL AND message_id IS NULL)
"""


def expected(scenario, states):
    """Order number → state in which each shall end."""
    return {
        number: "rejected" if re.search(scenario.shipped_back, number) else "released"
        for number in states
    }


def has_ended(environment, scenario):
    """Whether every order is in its final state and the sandbox has nothing more to send."""
    states = dict(environment.clearance_states())
    if not states or states != expected(scenario, states):
        return False
    counts = environment.site.ask_sandbox("/counts")
    return counts["jobs"] + counts["undelivered"] == 0 and environment.rows(LEFT) == [(0, 0)]


def result_of(environment, scenario, seconds, strikes):
    """Figures by head, once the site's worker has stopped. sent: documents sent or requested, each
    counted once; tries: how often that was tried, max tries: the largest of any; repeats: arrivals
    of receipts we already had."""
    states = dict(environment.clearance_states())
    ends = Counter(states.values())
    ((sent, tries, max_tries),) = environment.rows(SENT)
    ((receipts, repeats, unreadable),) = environment.rows(RECEIPTS)
    counts = environment.site.ask_sandbox("/counts")
    inspected = counts["receipts"].get("622 500", 0)
    described = [f"{count} {state}" for state, count in sorted(ends.items(), reverse=True)]
    return {
        "scenario": scenario.name,
        "orders": len(states),
        "end": ", ".join(described) + (f" ({inspected} inspected)" if inspected else ""),
        "as expected": states == expected(scenario, states),
        "seconds": seconds,
        "sent": sent,
        "tries": tries or 0,
        "max tries": max_tries or 0,
        "receipts": receipts,
        "repeats": repeats,
        "unreadable": unreadable,
        "strikes": strikes,
        "two contents": counts["conflicts"],
        "check_integrity": verdict(environment.site.manage("check_integrity")),
        "verify_evidence": verdict(environment.site.manage("verify_evidence")),
    }


def verdict(done):
    if done.returncode == 0:
        return "agrees"
    print(done.stdout[-2000:] + done.stderr[-2000:], flush=True)
    return "DIFFERS"
