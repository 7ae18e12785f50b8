"""The file itself: written under another name, whole or not at all; read with every digest."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from tools.backup import BackupError

MANIFEST = "manifest.json"
Show = Callable[[int, int], None]  # bytes done, of how many


class _Digesting:
    """Reads a file and keeps the digest of what was read."""

    def __init__(self, file: BinaryIO):
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.digest.update(block)
        self.size += len(block)
        return block


def write(
    target: Path, members: Iterable[tuple[str, Path]], manifest: dict[str, Any], show: Show
) -> None:
    """Members by their names in the archive. A kill leaves `target` as it was.

    A file that is deleted meanwhile, by an editor or by retention, is not in it."""
    members = list(members)
    total, done = sum(map(_size, (path for _, path in members))), 0
    partial = target.with_name(f"{target.name}.partial")
    files = {}
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as tar:
            for name, path in members:
                with suppress(FileNotFoundError):
                    files[name] = _add(tar, name, path)
                    done += files[name]["size"]
                show(done, total)
            _add_text(tar, MANIFEST, json.dumps(manifest | {"files": files}, indent=1))
        raw.flush()
        os.fsync(raw.fileno())
    partial.replace(target)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _add(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, Any]:
    with open(path, "rb") as file:
        info = tarfile.TarInfo(name)
        info.size = os.fstat(file.fileno()).st_size  # what is appended meanwhile stays outside
        reader = _Digesting(file)
        tar.addfile(info, reader)  # type: ignore[arg-type]
    return {"sha256": reader.digest.hexdigest(), "size": reader.size}


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(text.encode())
    tar.addfile(info, io.BytesIO(text.encode()))


def unpack(source: Path, folder: Path, show: Show) -> dict[str, Any]:
    """Everything into the folder; the manifest. Raises BackupError where a file differs from it,
    is missing or is not named."""
    digests, manifest, size = {}, None, source.stat().st_size
    try:
        with open(source, "rb") as raw, tarfile.open(fileobj=raw, mode="r:gz") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isfile() else None
                if content is None:
                    raise BackupError(f"{member.name} is no file: this is no backup of ours")
                if member.name == MANIFEST:
                    manifest = json.loads(content.read())
                else:
                    # the stubs call it IO[bytes], which has what is used of it
                    digests[member.name] = _unpack_one(content, folder, member.name)  # type: ignore[arg-type]
                show(raw.tell(), size)
    except (tarfile.TarError, EOFError, OSError, ValueError) as exc:
        raise BackupError(f"{source} can't be read whole: {exc}") from exc
    if not isinstance(manifest, dict):
        raise BackupError(f"{source} has no manifest: it was cut off")
    for name in sorted(digests.keys() | manifest["files"].keys()):
        if digests.get(name) != manifest["files"].get(name):
            raise BackupError(f"{name} is not what the backup's manifest says")
    return manifest


def _unpack_one(content: BinaryIO, folder: Path, name: str) -> dict[str, Any]:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts:
        raise BackupError(f"{name} leads out of the backup")
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    reader = _Digesting(content)
    with open(path, "wb") as file:
        while block := reader.read(1024 * 1024):
            file.write(block)
    return {"sha256": reader.digest.hexdigest(), "size": reader.size}
