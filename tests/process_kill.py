"""A deed done in a process of its own that is killed with SIGKILL at a chosen statement."""

import os
import signal
from itertools import count

from django.db import connection, connections


def killed_before_statement(number, deed):
    """Fork, run `deed`, and kill the child just before its `number`-th SQL statement. True if it
    was killed, False if it ended by itself before."""
    connections.close_all()  # a child must not share a connection with its parent
    child = os.fork()
    if child == 0:
        _do_and_die(number, deed)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the deed failed in the child"
    return False


def _do_and_die(number, deed):
    statements = count(1)

    def watch(execute, sql, params, many, context):
        if next(statements) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(watch):
            deed()
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)
    os._exit(0)
