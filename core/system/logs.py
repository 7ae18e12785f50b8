"""What a line of the log says besides its text: never who somebody is or what they typed."""

import logging

from pythonjsonlogger.json import JsonFormatter

from core.middleware import request_ids

FIELDS = ("timestamp", "level", "logger", "message", "request_id", "exc_info", "stack_info")


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = request_ids.current() or "-"
        return True


class LineFormatter(JsonFormatter):
    """One JSON object a line, with FIELDS alone: Django hands its loggers the whole request, whose
    address may hold what a visitor searched for."""

    def process_log_record(self, log_data):
        return {name: value for name, value in log_data.items() if name in FIELDS}
