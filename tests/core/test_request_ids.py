"""An operator follows one visitor's complaint from the answer through the log into the tasks."""

import io
import json
import logging
import logging.config
import re

import pytest
from celery import current_app
from celery.exceptions import AlwaysEagerIgnored
from django.conf import settings as project
from kombu import Connection

from core.background import task_request_ids
from core.middleware import request_ids
from core.system.logs import RequestIdFilter
from core.tasks import heartbeat

GIVEN = "proxy-7f3a.0001"


def test_every_answer_has_an_id_of_its_own(client):
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert first != second
    assert request_ids.current() == ""


def test_a_proxy_s_id_is_kept(client):
    assert client.get("/healthz", headers={"X-Request-ID": GIVEN}).headers["X-Request-ID"] == GIVEN


@pytest.mark.parametrize(
    "forged", ["short", "x" * 65, "a b c d e f", "12345678\r\nSet-Cookie: x", "号" * 9]
)
def test_what_has_not_the_form_of_an_id_is_replaced(client, forged):
    answered = client.get("/healthz", headers={"X-Request-ID": forged}).headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", answered)


@pytest.fixture
def log_line():
    """A line of the log as LOG_FORMAT=json writes it, of a record that Django's loggers make."""

    def write(message, **extra):
        config = project.LOGGING
        formatter = logging.config.DictConfigurator({"version": 1, **config}).configure_formatter(
            dict(config["formatters"]["json"])
        )
        written = io.StringIO()
        handler = logging.StreamHandler(written)
        handler.setFormatter(formatter)
        record = logging.LogRecord("django.request", 40, "", 1, message, (), None)
        vars(record).update(extra)
        RequestIdFilter().filter(record)
        handler.handle(record)
        return json.loads(written.getvalue())

    return write


def test_a_json_line_names_the_request_and_nothing_a_visitor_typed(log_line, rf):
    request = rf.get("/goods/?q=张三")
    token = request_ids.begin(GIVEN)
    line = log_line("订单 broke", request=request, status_code=500)
    request_ids.end(token)
    assert line.pop("timestamp")
    assert line == {
        "level": "ERROR", "logger": "django.request", "message": "订单 broke", "request_id": GIVEN,
    }  # fmt: skip


def test_a_task_runs_under_the_id_of_the_request_that_enqueued_it(tmp_path):
    """Through the real message: published, read from the queue, and what the worker makes of it."""
    options = {
        "data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path),
        "control_folder": str(tmp_path / "control"),
    }  # fmt: skip
    task = heartbeat
    token = request_ids.begin(GIVEN)
    with Connection("filesystem://localhost//", transport_options=options) as connection:
        with pytest.warns(AlwaysEagerIgnored):
            current_app.send_task(task.name, connection=connection, retry=False)
        request_ids.end(token)
        message = connection.SimpleQueue("expo").get(timeout=2)
    assert message.headers[task_request_ids.KEY] == GIVEN

    task.push_request(**message.headers)
    try:
        task_request_ids.begin(task_id="1", task=task)
        assert request_ids.current() == GIVEN
        task_request_ids.end(task_id="1")
        assert request_ids.current() == ""
    finally:
        task.pop_request()
