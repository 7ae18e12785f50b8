"""python -m tools.customs_sandbox --port 8430 --store DIR [--callback URL] …

Options are in add_arguments, and in docs/integrations/clearance.md."""

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from ceb.fields import VERSIONS

from .config import Config, UnsafeConfigurationError
from .rulebook import InvalidRulesError
from .sandbox import Sandbox
from .scenario import InvalidScenarioError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is not given is as Config says."""
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--host")
    parser.add_argument("--fd", type=int, help="a socket that listens on that port already")
    parser.add_argument("--store", type=Path, required=True, help="folder of its own store")
    parser.add_argument("--callback", help="where receipts are posted to")
    parser.add_argument("--drop", type=Path, help="folder receipts are put into")
    parser.add_argument("--intake", type=Path, help="folder documents are taken from")
    parser.add_argument("--scenario", type=Path, help="JSON file of disturbances")
    parser.add_argument("--amqp", help="broker: documents come, receipts go there too")
    parser.add_argument("--amqp-documents", help="queue of documents")
    parser.add_argument("--amqp-receipts", help="queue of receipts")
    parser.add_argument("--amqp-exchange", help="exchange receipts are published to")
    parser.add_argument("--amqp-ca", help="authority of the broker, for amqps://")
    parser.add_argument("--bundle", type=int, help="answers in one message, 1 to 100")
    parser.add_argument(
        "--envelope",
        choices=("bare", "dxp"),
        help="whether receipts come in a DxpMsg; documents may always",
    )
    parser.add_argument("--schema", choices=VERSIONS, help="by which documents are checked")
    parser.add_argument("--receiver", help="the site's dxpId")
    parser.add_argument("--sign-receipts", action="store_true",
                        help="with a key of its own, kept in the store's folder")  # fmt: skip
    parser.add_argument("--certificate", type=Path, help="PEM, by which the site's are verified")
    parser.add_argument("--rules", type=Path, help="districts, goods and limits (rules.json)")
    parser.add_argument("--stage-delay", type=float, help="seconds between answers")
    parser.add_argument(
        "--match-timeout",
        "--patience",
        type=float,
        help="seconds a list waits for the other documents",
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run_sandbox", argument_default=argparse.SUPPRESS)
    add_arguments(parser)
    logging.basicConfig(level=logging.WARNING, format="sandbox: %(message)s")
    try:
        sandbox = Sandbox(Config(**vars(parser.parse_args(arguments))))
    except (UnsafeConfigurationError, InvalidScenarioError, InvalidRulesError, OSError) as exc:
        print(f"run_sandbox: {exc}", file=sys.stderr)
        return 2

    def end(signum: int, frame: FrameType | None) -> None:
        threading.Thread(target=sandbox.stop).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    address = sandbox.server.server_address
    print(f"Clearance sandbox (a stand-in, not customs) on {address}", flush=True)
    sandbox.run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
