"""What customs' answer asks of the clerk, in the reader's words, and whether it is done here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ceb import MESSAGES, fields_named
from ceb.codes import NEXT_LABELS, explain, is_negative, receipt_status
from clearance.clerk.remedies import BY_WORDS, OF_NOBODY, REMEDIES
from clearance.documents.kinds import LISTS, NAME_THE_CONSIGNEE
from core.language import speaks_chinese

ASKS_NOTHING = ("wait", "done")
# what the clerk corrects on the document's own page, by its field in the form there; whose all else
# is: `remedies.py`
CORRECTED_HERE = {
    "consignee": "consignee",
    "consigneeTelephone": "mobile",
    "consigneeAddress": "detail",
    "consigneeDistrict": "district",
}
# customs may say no more than "telephone": which one that is depends on the document
TELEPHONE = "telephone"
TELEPHONES = ("buyerTelephone", "consigneeTelephone", "telephone", "ebcTelephone")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing customs says: code, words, what to do, and the field it is about, as its document
    calls it; several where customs did not say which."""

    code: str
    words: str
    said: str
    next: str  # wait, resend, correct, ignore, ask_broker, done
    next_words: str
    field: str
    field_words: str
    form_field: str  # of the correction on this page, "" where it is corrected elsewhere

    @property
    def here(self):
        return bool(self.form_field)


def steps(item, trade):
    """The steps out of a receipt's item, the telling ones before the mere status."""
    found = explain(item.info, trade=trade) if item.info else []
    if receipt_status(item.status, trade).next in ASKS_NOTHING:
        found = [advice for advice in found if _tells(advice)]
    if is_negative(item.status) or not found:
        found = [*explain(item.status, trade=trade), *found]
    return [_step(advice, item.kind) for advice in found]


def _tells(advice):
    """Beside an answer that asks for nothing, words that nobody knows are no reason to ask."""
    return advice.known or advice.field or advice.next != "ask_broker"


def words_of(status, trade="import"):
    word = receipt_status(status, trade)
    return word.zh if speaks_chinese() else word.en


def name_no_field(found):
    """Do the steps leave it open what is wrong?"""
    return not any(step.field for step in found)


def _step(advice, kind):
    names = _names(advice.field, kind)
    form_field = next((CORRECTED_HERE[name] for name in names if name in CORRECTED_HERE), "")
    # a code nobody has told us of, and words that name what the clerk can put right
    step = "correct" if form_field and advice.next == "ask_broker" else advice.next
    field_words = " / ".join(_field_words(name, kind, advice.text) for name in names)
    words = advice.zh if speaks_chinese() else advice.en
    if field_words and not advice.known:
        words = _("Customs objects to: %(field)s") % {"field": field_words}
    return Step(
        code=advice.code,
        words=words,
        said=advice.text,
        next=step,
        next_words=_next_words(step, names, form_field, advice.text),
        field=", ".join(names),
        field_words=field_words,
        form_field=form_field,
    )


def _names(field, kind):
    """The fields meant, in a document of this kind."""
    if field == TELEPHONE and (known := [name for name in TELEPHONES if fields_named(kind, name)]):
        return known
    return [field] if field else []


def _field_words(name, kind, said):
    """What the document's own table calls it: of two of one name the one that customs' words name,
    as of the two countries of a list."""
    found = fields_named(kind, name)
    found = found or [one for other in MESSAGES for one in fields_named(other, name)]
    told = [one for one in found if one.zh.partition("(")[0] in said]
    field = next(iter(told or found), None)
    return name if field is None else field.zh if speaks_chinese() else field.en


def _next_words(step, names, form_field, said):
    if step == "correct" and names and not form_field:
        by_words = [
            remedy for (name, words), remedy in BY_WORDS.items() if name in names and words in said
        ]
        by_name = [REMEDIES[name] for name in names if name in REMEDIES]
        return str([*by_words, *by_name, OF_NOBODY][0])
    zh, en = NEXT_LABELS[step]
    return zh if speaks_chinese() else en


def names_the_consignee(message):
    return message.kind in NAME_THE_CONSIGNEE or message.kind in LISTS
