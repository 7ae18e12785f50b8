import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
NAMES = sorted(
    p.stem
    for p in [*HERE.glob("*.py"), *(init.parent for init in HERE.glob("*/__init__.py"))]
    if not p.stem.startswith("_") and p.stem not in ("house", "faults")  # faults: by name only
)


def main():
    for name in sys.argv[1:] or NAMES:
        print(f"\n== {name}", flush=True)
        import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
