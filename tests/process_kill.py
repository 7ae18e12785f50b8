"""Runs an operation in a process of its own and kills it with SIGKILL at a chosen statement."""

import os
import signal
import traceback
from itertools import count

from django.db import connection, connections


def killed_before_statement(number, operation):
    """Fork, run `operation`, kill the child just before its `number`-th SQL statement. True
    if it was killed, False if it ended by itself before."""
    connections.close_all()  # a child must not share a connection with its parent
    child = os.fork()
    if child == 0:  # in the child; it never returns into the test
        _run_until_killed(number, operation)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the operation failed in the child"
    return False


def _run_until_killed(number, operation):
    statements = count(1)

    def watch(execute, sql, params, many, context):
        if next(statements) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(watch):
            operation()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
