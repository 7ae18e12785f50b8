"""Celery's queue as files, each written in one atomic step.

kombu's own file transport writes a message where readers look for it, so that a worker may read
half of it and fail; it takes one by moving it to the system's folder for temporary files, which is
a copy where that lies on another disk, so that two workers may take the same. Here a message is
written under another name and renamed, and taken by renaming it in its own folder.

Folders that somebody removes while the site runs are made again, with the bindings that this
process knows: without them kombu would file every task under a queue that nobody reads."""

import os
import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.encoding import bytes_to_str, str_to_bytes
from kombu.utils.json import dumps, loads

ALIAS = "filesystem"
MAX_READS = 5  # of a table that another process is just writing
_bindings: dict[Path, set[tuple]] = {}  # by the exchange's file, what this process has bound


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        name = f"{round(time.monotonic() * 1000):015d}_{uuid.uuid4()}.{queue}.msg"
        path = Path(self.data_folder_out) / name
        content = str_to_bytes(dumps(payload))
        try:
            try:
                write_whole(path, content)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, content)
        except OSError as exc:
            raise ChannelError(f"Cannot add {name} to the queue") from exc

    def _get(self, queue):
        for name in self._names():
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            path = Path(self.data_folder_in) / name
            taken = path.with_suffix(".taken")
            try:
                path.rename(taken)
            except OSError:  # another worker was faster
                continue
            payload = taken.read_bytes()
            taken.unlink()
            return loads(bytes_to_str(payload))
        raise Empty

    def _names(self):
        """Oldest first; none in a folder that is missing, which is made again."""
        try:
            return sorted(os.listdir(self.data_folder_in))
        except FileNotFoundError:
            Path(self.data_folder_in).mkdir(parents=True, exist_ok=True)
            return []

    def _size(self, queue):
        return sum(name.partition(".")[2] == f"{queue}.msg" for name in self._names())

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        self.control_folder.mkdir(parents=True, exist_ok=True)
        super()._queue_bind(exchange, routing_key, pattern, queue)
        known = _bindings.setdefault(self._exchange_file(exchange), set())
        known.add((routing_key, pattern, queue))

    def _delete(self, queue, exchange, routing_key, pattern, *args, **kwargs):
        known = _bindings.get(self._exchange_file(exchange), set())
        known.discard((routing_key, pattern, queue))
        super()._delete(queue, exchange, routing_key, pattern, *args, **kwargs)

    def get_table(self, exchange):
        file = self._exchange_file(exchange)
        if not file.exists():
            for binding in sorted(_bindings.get(file, ()), key=str):
                self._queue_bind(exchange, *binding)
        return self._read_table(exchange)

    def _read_table(self, exchange):
        for _ in range(MAX_READS):
            try:
                return super().get_table(exchange)
            except ValueError:  # half of its JSON
                time.sleep(0.05)
        return super().get_table(exchange)


def write_whole(path, content):
    partial = path.with_suffix(".part")
    partial.write_bytes(content)
    os.replace(partial, path)


class AtomicTransport(filesystem.Transport):
    Channel = Channel


def use_atomic_files():
    """Make `filesystem://` mean the transport above."""
    TRANSPORT_ALIASES[ALIAS] = "config.filesystem_broker:AtomicTransport"
