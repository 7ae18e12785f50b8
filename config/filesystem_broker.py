"""Celery's queue as files, each written in one atomic step.

kombu's own file transport writes a message where readers look for it, so that a worker may read
half of it and fail; it takes one by moving it to the system's folder for temporary files, which is
a copy where that lies on another disk, so that two workers may take the same. Here a message is
written under another name and renamed, and taken by renaming it in its own folder."""

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


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        name = f"{round(time.monotonic() * 1000):015d}_{uuid.uuid4()}.{queue}.msg"
        path = Path(self.data_folder_out) / name
        partial = path.with_suffix(".part")
        try:
            partial.write_bytes(str_to_bytes(dumps(payload)))
            os.replace(partial, path)
        except OSError as exc:
            raise ChannelError(f"Cannot add {name} to the queue") from exc

    def _get(self, queue):
        for name in sorted(os.listdir(self.data_folder_in)):
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

    def get_table(self, exchange):
        for _ in range(MAX_READS):
            try:
                return super().get_table(exchange)
            except ValueError:  # half of its JSON
                time.sleep(0.05)
        return super().get_table(exchange)


class AtomicTransport(filesystem.Transport):
    Channel = Channel


def use_atomic_files():
    """Make `filesystem://` mean the transport above."""
    TRANSPORT_ALIASES[ALIAS] = "config.filesystem_broker:AtomicTransport"
