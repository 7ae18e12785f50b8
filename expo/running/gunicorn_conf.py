"""How long the web server waits for a line; see the option `--config` in `household.py`."""

import os
import socket
import struct

SILENT_SECONDS = int(os.environ.get("WEB_SILENT_SECONDS", "15"))


def when_ready(server):
    """A line that falls silent in the middle of a request, or takes no more of its answer, gives
    its thread back: else as many of them as there are threads would stop the site for good. Lines
    inherit this from the socket that accepts them. Who drips goes on: a proxy keeps those away."""
    patience = struct.pack("ll", SILENT_SECONDS, 0)
    for listener in server.LISTENERS:
        for way in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, way, patience)
