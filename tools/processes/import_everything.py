"""Import every module of the site, so that Python writes the compiled form of whatever they import
of the libraries. The image starts quickly by those; all of the libraries' would be 40 MB more.

python -m tools.processes.import_everything
"""

import importlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# these begin something when imported, or need what is installed for development only
LEFT_OUT = {"__main__", "wsgi", "gunicorn", "reset", "fake_stripe"}


def modules() -> list[str]:
    packages = {path.parent for path in ROOT.glob("*/__init__.py")} - {ROOT / "tests"}
    files = [path for package in sorted(packages) for path in sorted(package.rglob("*.py"))]
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in files
        if path.stem not in LEFT_OUT
    ]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # after the settings are named

    django.setup()
    for name in modules():
        importlib.import_module(name)


if __name__ == "__main__":
    main()
