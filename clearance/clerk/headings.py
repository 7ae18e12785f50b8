"""A document's state with its one cause, as its page and its row in the list begin."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ceb.codes.advice import coded_pairs
from clearance.clerk.advice import AdviceStep, status_text, steps
from clearance.models import Message

State = Message.State


class Answer(NamedTuple):
    """What customs said of a document, as `advice.steps` reads a receipt's item."""

    kind: str
    status: str
    info: str


def cause_of(next_steps):
    """The step that says what is wrong: the one about a field, else the first; None of none."""
    return next((step for step in next_steps if step.field_text), next(iter(next_steps), None))


def heading(message, cause):
    """The document and its state, and of a rejected one the cause."""
    facts = {"document": capfirst(message.get_kind_display())}
    if message.state == State.REJECTED and cause:
        facts["cause"] = cause.text if cause.known else cause.field_text or cause.text
        return _("%(document)s rejected: %(cause)s") % facts
    is_answered = message.status and message.state in (State.SENT, State.ACCEPTED)
    facts["state"] = (
        status_text(message.status, message.direction)
        if is_answered
        else message.get_state_display()
    )
    return _("%(document)s: %(state)s") % facts


def with_headings(rows):
    """Documents with `heading`, `cause` (of a rejection, else None) and `said`, customs' words
    without their codes; what is said alike is looked up once a page, not once a row."""
    causes: dict[Answer, AdviceStep | None] = {}
    headings: dict[tuple[object, ...], str] = {}
    for row in rows:
        answer = Answer(row.kind, row.status, row.status_info)
        if row.state == State.REJECTED and answer not in causes:
            causes[answer] = cause_of(steps(answer, row.direction)) if row.status else None
        row.cause = causes.get(answer) if row.state == State.REJECTED else None
        key = (*answer, row.state, row.direction)
        if key not in headings:
            headings[key] = heading(row, row.cause)
        row.heading = headings[key]
        row.said = words_of(row.status_info)
    return rows


def words_of(info):
    pairs = [text for _code, text in coded_pairs(info) if text]
    return "; ".join(pairs) or info
