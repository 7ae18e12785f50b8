"""python -m clearance.sandbox --port 8430 --store DIR [--callback URL] …"""

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from .config import Config, UnsafeConfiguration
from .scenario import BadScenario
from .world import World


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--store", type=Path, required=True, help="folder of its own store")
    parser.add_argument("--callback", default="", help="where receipts are posted to")
    parser.add_argument("--drop", type=Path, help="folder receipts are put into")
    parser.add_argument("--intake", type=Path, help="folder documents are taken from")
    parser.add_argument("--scenario", type=Path, help="JSON file of faults")
    parser.add_argument("--stage-delay", type=float, default=1.0, help="seconds between answers")
    parser.add_argument("--patience", type=float, default=60.0,
                        help="seconds a list waits for the other documents")  # fmt: skip


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run_sandbox")
    add_arguments(parser)
    logging.basicConfig(level=logging.WARNING, format="sandbox: %(message)s")
    try:
        world = World(Config(**vars(parser.parse_args(arguments))))
    except (UnsafeConfiguration, BadScenario, OSError) as error:
        print(f"run_sandbox: {error}", file=sys.stderr)
        return 2

    def end(signum: int, frame: FrameType | None) -> None:
        threading.Thread(target=world.stop).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    print(
        f"Clearance sandbox (a stand-in, not customs) on {world.server.server_address}", flush=True
    )
    world.run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
