"""The scenarios, one a row. What the sandbox can do is in docs/integrations/clearance.md."""

from dataclasses import dataclass, field

from benchmarks.faults.disturbances import (
    BrokerRestarts,
    Clerk,
    CustomsCuts,
    DatabaseCuts,
    DatabaseRestarts,
    WorkerKills,
)

REJECTIONS = [
    {"kind": "311", "share": "0.2", "info": "[Code:1301;Desc:系统异常请稍后重试]"},
    {"kind": "411", "share": "0.1", "status": "-401011", "info": "系统异常"},
    {"kind": "511", "share": "0.1", "info": "[Code:1301;Desc:系统异常请稍后重试]"},
    {"kind": "621", "share": "0.2", "info": "[Code:1301;Desc:系统异常请稍后重试]"},
]


@dataclass(frozen=True)
class FailureScenario:
    """sandbox: what the sandbox does wrong. disturbance: what is done meanwhile to the site's
    processes, servers and connections; it counts its strikes.
    shipped_back: pattern of the orders that customs keeps out for good; all others are released.
    needs: servers without which it can't run."""

    name: str
    sandbox: dict = field(default_factory=dict)
    disturbance: type | None = None
    shipped_back: str = "$^"
    needs: tuple[str, ...] = ()


SCENARIOS = [
    FailureScenario("none"),
    FailureScenario("lost responses", {"lose_answer_every": 3}),
    FailureScenario("lost receipts", {"lose_receipt_every": 3, "redeliver_after": 5}),
    FailureScenario("repeated receipts", {"repeat_receipts": 3}),
    FailureScenario("reordered receipts", {"reorder_within": 10}),
    FailureScenario("delayed receipts", {"delay_receipts": 10, "slow_answer": 0.05}),
    FailureScenario("rejected and sent again", {"refuse": REJECTIONS}, Clerk),
    FailureScenario(
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
    FailureScenario("garbage", {"garbage_answer_every": 3, "garbage_receipt_every": 3}),
    FailureScenario("half-open connections", {"hang_every": 50}),
    FailureScenario("5xx", {"error_every": 3, "error_status": 503}),
    FailureScenario("slow bytes", {"slow_bytes": 0.002}),
    FailureScenario("worker killed", disturbance=WorkerKills),
    FailureScenario("database restarted", disturbance=DatabaseRestarts, needs=("postgres",)),
    FailureScenario("broker restarted", disturbance=BrokerRestarts, needs=("redis",)),
    FailureScenario("connection to customs cut", disturbance=CustomsCuts, needs=("toxiproxy",)),
    FailureScenario(
        "connection to the database cut", disturbance=DatabaseCuts, needs=("postgres", "toxiproxy")
    ),
    FailureScenario(
        "all of them",
        {
            "lose_answer_every": 7, "garbage_answer_every": 11, "error_every": 13,
            "lose_receipt_every": 5, "repeat_receipts": 2, "reorder_within": 3,
            "garbage_receipt_every": 17, "inspect_every": 5,
        },
        WorkerKills,
    ),
]  # fmt: skip
