"""How a run ended: where the orders stand, what was sent and said again, and whether the books
agree."""

import re
from collections import Counter
from dataclasses import dataclass

# a batch is one transmission; what a partner is asked is one by itself
SENT = """
SELECT count(*), sum(tries), max(tries) FROM (
  SELECT tries FROM clearance_batch WHERE tries > 0
  UNION ALL SELECT tries FROM clearance_message WHERE batch_id IS NULL AND tries > 0) AS sent
"""
RECEIPTS = """
SELECT count(*) FILTER (WHERE fault = ''), coalesce(sum(arrivals - 1), 0),
       count(*) FILTER (WHERE fault <> '') FROM clearance_receipt
"""
LEFT = """
SELECT (SELECT count(*) FROM clearance_receipt WHERE read_at IS NULL),
       (SELECT count(*) FROM clearance_receiptitem WHERE applied_at IS NULL AND message_id IS NULL)
"""


@dataclass(frozen=True)
class Outcome:
    """sent: documents handed over or asked for, each counted once; tries: how often that was
    tried; most: the tries of the one that needed most. repeats: arrivals of receipts held."""

    fault: str
    orders: int
    end: str
    held: bool
    seconds: float
    sent: int
    tries: int
    most: int
    receipts: int
    repeats: int
    unreadable: int
    blows: int
    two_contents: int
    integrity: str
    evidence: str


def expected(fault, states):
    """Number → state in which each order shall end."""
    return {
        number: "rejected" if re.search(fault.shipped_back, number) else "released"
        for number in states
    }


def at_their_end(stage, fault):
    """Whether every order is where it belongs and customs has nothing more to say."""
    states = dict(stage.orders_stand())
    if not states or states != expected(fault, states):
        return False
    said = stage.site.ask_sandbox("/counts")
    return said["jobs"] + said["undelivered"] == 0 and stage.rows(LEFT) == [(0, 0)]


def closed(stage, fault, seconds, blows):
    """The Outcome; the site's worker has stopped."""
    states = dict(stage.orders_stand())
    ends = Counter(states.values())
    ((sent, tries, most),) = stage.rows(SENT)
    ((receipts, repeats, unreadable),) = stage.rows(RECEIPTS)
    said = stage.site.ask_sandbox("/counts")
    inspected = said["receipts"].get("622 500", 0)
    words = [f"{count} {state}" for state, count in sorted(ends.items(), reverse=True)]
    return Outcome(
        fault=fault.name,
        orders=len(states),
        end=", ".join(words) + (f" ({inspected} inspected)" if inspected else ""),
        held=states == expected(fault, states),
        seconds=seconds,
        sent=sent,
        tries=tries or 0,
        most=most or 0,
        receipts=receipts,
        repeats=repeats,
        unreadable=unreadable,
        blows=blows,
        two_contents=said["conflicts"],
        integrity=verdict(stage.site.manage("check_integrity")),
        evidence=verdict(stage.site.manage("verify_evidence")),
    )


def verdict(done):
    if done.returncode == 0:
        return "agrees"
    print(done.stdout[-2000:] + done.stderr[-2000:], flush=True)
    return "DIFFERS"
