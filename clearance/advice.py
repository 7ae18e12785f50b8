"""What customs' answer asks of the clerk, in the reader's words, and whether it is done here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from clearance.actions.correct import NAME_THE_CONSIGNEE
from clearance.ceb.codes import NEXT_WORDS, explain, status_word
from clearance.ceb.codes.status import is_negative
from clearance.documents.kinds import LISTS
from clearance.request_rows import fields
from expo.language import speaks_chinese

ASKS_NOTHING = ("wait", "done")
# what the clerk corrects on the document's own page; all else is staff's or the broker's
CORRECTED_HERE = {"consignee", "consigneeTelephone", "consigneeAddress", "consigneeDistrict"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing customs says: code, words, what to do, and the field it is about."""

    code: str
    words: str
    said: str
    next: str  # wait, resend, correct, ignore, ask_broker, done
    next_words: str
    field: str
    field_words: str
    here: bool  # may be corrected on this page


def steps(item, trade):
    """The steps out of a receipt's item, the telling ones before the mere status."""
    found = explain(item.info, trade=trade) if item.info else []
    if status_word(item.status, trade).next in ASKS_NOTHING:
        found = [advice for advice in found if _tells(advice)]
    if is_negative(item.status) or not found:
        found = [*explain(item.status, trade=trade), *found]
    return [_step(advice) for advice in found]


def _tells(advice):
    """Beside an answer that asks for nothing, words that nobody knows are no reason to ask."""
    return advice.known or advice.field or advice.next != "ask_broker"


def words_of(status, trade="import"):
    word = status_word(status, trade)
    return word.zh if speaks_chinese() else word.en


def _step(advice):
    here = advice.field in CORRECTED_HERE
    # a code nobody has told us of, and words that name what the clerk can put right
    step = "correct" if here and advice.next == "ask_broker" else advice.next
    zh, en = NEXT_WORDS[step]
    field = fields().get(advice.field)
    field_words = (field.zh if speaks_chinese() else field.en) if field else advice.field
    words = advice.zh if speaks_chinese() else advice.en
    if field_words and not advice.known:
        words = _("Customs objects to: %(field)s") % {"field": field_words}
    return Step(
        code=advice.code,
        words=words,
        said=advice.said,
        next=step,
        next_words=zh if speaks_chinese() else en,
        field=advice.field,
        field_words=field_words,
        here=here,
    )


def names_the_consignee(message):
    return message.kind in NAME_THE_CONSIGNEE or message.kind in LISTS
