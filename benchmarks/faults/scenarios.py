"""The faults, one a row. What the sandbox is told is said in docs/integrations/clearance.md."""

from dataclasses import dataclass, field

from benchmarks.faults import disturbances as disturbing

REFUSALS = [
    {"kind": "311", "share": "0.2", "info": "[Code:1301;Desc:系统异常请稍后重试]"},
    {"kind": "411", "share": "0.1", "status": "-401011", "info": "系统异常"},
    {"kind": "511", "share": "0.1", "info": "[Code:1301;Desc:系统异常请稍后重试]"},
    {"kind": "621", "share": "0.2", "info": "[Code:1301;Desc:系统异常请稍后重试]"},
]


@dataclass(frozen=True)
class Fault:
    """scenario: what the sandbox does wrong. trouble: what is done meanwhile to the site's
    processes, servers and lines, from `disturbing`; it counts its blows.
    shipped_back: pattern of the orders that customs keeps out for good; all others are released.
    needs: servers without which it can't be played."""

    name: str
    scenario: dict = field(default_factory=dict)
    trouble: type | None = None
    shipped_back: str = "$^"
    needs: tuple[str, ...] = ()


FAULTS = [
    Fault("none"),
    Fault("lost answers", {"lose_answer_every": 3}),
    Fault("lost receipts", {"lose_receipt_every": 3, "redeliver_after": 5}),
    Fault("repeated receipts", {"repeat_receipts": 3}),
    Fault("reordered receipts", {"reorder_within": 10}),
    Fault("delayed receipts", {"delay_receipts": 10, "slow_answer": 0.05}),
    Fault("refused and sent again", {"refuse": REFUSALS}, disturbing.Clerk),
    Fault(
        "inspected or detained",
        {
            "inspect_every": 3,
            "detain": [
                {"order": "[01]$", "status": "599", "then": "800"},
                {"order": "2$", "status": "502", "then": "700"},
            ],
        },
        shipped_back="2$",
    ),
    Fault("garbage", {"garbage_answer_every": 3, "garbage_receipt_every": 3}),
    Fault("half-open lines", {"hang_every": 50}),
    Fault("5xx", {"error_every": 3, "error_status": 503}),
    Fault("slow bytes", {"slow_bytes": 0.002}),
    Fault("worker killed", trouble=disturbing.WorkerKills),
    Fault("database restarted", trouble=disturbing.DatabaseRestarts, needs=("postgres",)),
    Fault("broker restarted", trouble=disturbing.BrokerRestarts, needs=("redis",)),
    Fault("customs' line cut", trouble=disturbing.CustomsCuts, needs=("toxiproxy",)),
    Fault(
        "database's line cut", trouble=disturbing.DatabaseCuts, needs=("postgres", "toxiproxy")
    ),
    Fault(
        "all of it",
        {
            "lose_answer_every": 7, "garbage_answer_every": 11, "error_every": 13,
            "lose_receipt_every": 5, "repeat_receipts": 2, "reorder_within": 3,
            "garbage_receipt_every": 17, "inspect_every": 5,
        },
        disturbing.WorkerKills,
    ),
]  # fmt: skip
