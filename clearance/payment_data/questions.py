"""What customs sends: a form with one parameter, `openReq`, that holds a JSON text. Nothing in it
proves who asks, so only what an order of ours can be asked about is taken in."""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qs

MAX_REQUEST_BYTES = 8 * 1024  # bytes
SESSION = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,100}")  # ASCII without blanks, quotes, backslash
NUMBER = re.compile(r"[A-Za-z0-9-]{1,60}")


class MalformedQuestionError(ValueError):
    """Not a question as the announcement has it."""


@dataclass(frozen=True, slots=True)
class Question:
    order_no: str
    session_id: str
    service_time: int  # milliseconds since 1970
    text: str


def read_question(body):
    """body: the form's bytes. Raises MalformedQuestionError."""
    try:
        form = parse_qs(body.decode(), max_num_fields=10, strict_parsing=True)
        (text,) = form["openReq"]
        data = json.loads(text)
        question = Question(
            order_no=data["orderNo"],
            session_id=data["sessionID"],
            service_time=moment(data["serviceTime"]),
            text=text,
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise MalformedQuestionError(type(error).__name__) from error
    if not (isinstance(question.order_no, str) and NUMBER.fullmatch(question.order_no)):
        raise MalformedQuestionError("orderNo")
    if not (isinstance(question.session_id, str) and SESSION.fullmatch(question.session_id)):
        raise MalformedQuestionError("sessionID")
    return question


def moment(value):
    """Customs sends a number, and has sent it as text."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("serviceTime")
    digits = str(value)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 16):
        raise ValueError("serviceTime")
    return int(digits)
