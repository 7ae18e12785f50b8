import socket
from urllib.parse import urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


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


def is_local(url):
    return urlsplit(url).hostname in LOOPBACK
