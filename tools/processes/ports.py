"""Ports of this machine, and sockets that hold them for a child before it is started."""

import socket
from urllib.parse import urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
BACKLOG = 2048  # connections that wait while a child is started again; gunicorn's own figure


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()  # beside an IPv6 socket for IPv4, only this fails
        except OSError:
            return False
    return True


def free_port(first):
    """The first free port from `first` on, within a hundred."""
    return next(port for port in range(first, first + 100) if is_free(port))


def listening(host, port):
    """A socket that listens and outlives `exec`: from here on the port is nobody else's. Raises
    OSError where it is taken."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    listener.set_inheritable(True)
    return listener


def next_listening(first):
    """The same on the loopback, on the first port from `first` on that can be had."""
    for port in range(first, first + 100):
        try:
            return listening("127.0.0.1", port)
        except OSError:
            continue
    raise OSError(f"no port is free from {first} to {first + 99}")


def is_local(url):
    return urlsplit(url).hostname in LOOPBACK
