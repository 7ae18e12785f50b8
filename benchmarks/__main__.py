import subprocess
import sys
from importlib import import_module
from pathlib import Path

import django

from benchmarks import environments

HERE = Path(__file__).parent
NO_MEASUREMENT = ("environments", "faults", "scratch_site")  # faults: by name only
NAMES = sorted(
    path.stem
    for path in [*HERE.glob("*.py"), *(init.parent for init in HERE.glob("*/__init__.py"))]
    if not path.stem.startswith("_") and path.stem not in NO_MEASUREMENT
)


def main():
    names = sys.argv[1:] or NAMES
    if len(names) == 1:
        return measure(names[0])
    for name in names:  # a process each: Django's settings are read once
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=False)
    return None


def measure(name):
    print(f"\n== {name}", flush=True)
    if prepare := environments.BY_NAME.get(name):
        prepare()
        django.setup()
    import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
