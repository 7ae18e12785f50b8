"""The folders of files that a backup holds, and how a restore exchanges what is in them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ARRIVING, LEAVING = ".restoring", ".replaced"


def folders() -> dict[str, Path]:
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}


def files_of(prefix: str, folder: Path) -> list[tuple[str, Path]]:
    """(name in a backup, path) of each file, without those of a restore that was killed."""
    return [
        (f"{prefix}{path.relative_to(folder).as_posix()}", path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and path.relative_to(folder).parts[0] not in (ARRIVING, LEAVING)
    ]


class Exchange:
    """What is in a folder is exchanged in two steps, of which the first can fail without harm.

    The folder itself stays: it may be a mount point, which nobody can rename."""

    def __init__(self, new: Path, target: Path):
        self.new, self.target = new, target
        self.arriving, self.leaving = target / ARRIVING, target / LEAVING

    def stage(self) -> None:
        """The new files come onto the folder's own disk, beside the old ones."""
        self.target.mkdir(parents=True, exist_ok=True)
        self.withdraw()  # of a restore that was killed
        self.new.mkdir(exist_ok=True)
        shutil.move(self.new, self.arriving)
        self.leaving.mkdir()

    def withdraw(self) -> None:
        shutil.rmtree(self.arriving, ignore_errors=True)
        shutil.rmtree(self.leaving, ignore_errors=True)

    def finish(self) -> None:
        """Renames within one folder only."""
        for path in self._old():
            path.rename(self.leaving / path.name)
        for path in list(self.arriving.iterdir()):
            path.rename(self.target / path.name)
        self.withdraw()

    def _old(self) -> Iterator[Path]:
        yield from [path for path in self.target.iterdir() if path.name not in (ARRIVING, LEAVING)]
