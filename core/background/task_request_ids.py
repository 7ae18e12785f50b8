"""A task carries the id of the request that enqueued it; one of beat's gets an id of its own."""

from celery.signals import before_task_publish, task_postrun, task_prerun

from core.middleware import request_ids

KEY = "expo_request_id"  # among the message's headers; Celery makes it an attribute of the request
_tokens = {}  # by the task's id, while it runs


@before_task_publish.connect(dispatch_uid="request ids")
def send_id(headers=None, **kwargs):
    if headers is not None and (current := request_ids.current()):
        headers.setdefault(KEY, current)


@task_prerun.connect(dispatch_uid="request ids")
def begin(task_id, task, **kwargs):
    given = getattr(task.request, KEY, None) or request_ids.current()  # current: run in the caller
    _tokens[task_id] = request_ids.begin(given)


@task_postrun.connect(dispatch_uid="request ids")
def end(task_id, **kwargs):
    if token := _tokens.pop(task_id, None):
        request_ids.end(token)
