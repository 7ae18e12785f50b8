"""What customs' answer asks of the clerk, in the reader's language, and whether it is done here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ceb import MESSAGES, fields_named
from ceb.codes import NEXT_LABELS, explain, is_negative, receipt_status
from clearance.clerk.remedies import remedy_for
from clearance.documents.kinds import LISTS, NAME_THE_CONSIGNEE
from core.language import speaks_chinese

ASKS_NOTHING = ("wait", "done")
# what the clerk corrects on the document's own page, by its field in the form there; who corrects
# all else: `remedies.yaml`
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
class AdviceStep:
    """One thing customs says: code, text, what to do, and the field it is about, as its document
    calls it; several where customs did not say which."""

    code: str
    text: str
    said: str
    next: str  # wait, resend, correct, ignore, ask_broker, done
    next_text: str
    field: str
    field_text: str
    form_field: str  # of the correction on this page, "" where it is corrected elsewhere
    known: bool  # customs' own table explains the code; else the text repeats what it objects to

    @property
    def here(self):
        return bool(self.form_field)


def steps(item, trade):
    """The steps out of a receipt's item, the telling ones before the mere status."""
    advices = explain(item.info, trade=trade) if item.info else []
    if receipt_status(item.status, trade).next in ASKS_NOTHING:
        advices = [advice for advice in advices if says_something(advice)]
    if is_negative(item.status) or not advices:
        advices = [*explain(item.status, trade=trade), *advices]
    return [_step(advice, item.kind) for advice in advices]


def says_something(advice):
    """Beside an answer that asks for nothing, unknown text is no reason to ask."""
    return advice.known or advice.field or advice.next != "ask_broker"


def status_text(status, trade="import"):
    word = receipt_status(status, trade)
    return word.zh if speaks_chinese() else word.en


def names_no_field(advice_steps):
    """Do the steps leave it open what is wrong?"""
    return not any(step.field for step in advice_steps)


def _step(advice, kind):
    names = _names(advice.field, kind)
    form_field = next((CORRECTED_HERE[name] for name in names if name in CORRECTED_HERE), "")
    # an unknown code, and text that names what the clerk can put right
    step = "correct" if form_field and advice.next == "ask_broker" else advice.next
    field_text = " / ".join(_field_text(name, kind, advice.text) for name in names)
    text = advice.zh if speaks_chinese() else advice.en
    if field_text and not advice.known:
        text = _("Customs objects to: %(field)s") % {"field": field_text}
    return AdviceStep(
        code=advice.code,
        text=text,
        said=advice.text,
        next=step,
        next_text=_next_text(step, names, form_field, advice.text),
        field=", ".join(names),
        field_text=field_text,
        form_field=form_field,
        known=advice.known,
    )


def _names(field, kind):
    """The fields meant, in a document of this kind."""
    if field == TELEPHONE and (known := [name for name in TELEPHONES if fields_named(kind, name)]):
        return known
    return [field] if field else []


def _field_text(name, kind, said):
    """What the document's own table calls it: of two of one name the one that customs' text names,
    as of the two countries of a list."""
    fields = fields_named(kind, name)
    fields = fields or [one for other in MESSAGES for one in fields_named(other, name)]
    named = [one for one in fields if one.zh.partition("(")[0] in said]
    field = next(iter(named or fields), None)
    return name if field is None else field.zh if speaks_chinese() else field.en


def _next_text(step, names, form_field, said):
    if step == "correct" and names and not form_field:
        return remedy_for(names, said)
    zh, en = NEXT_LABELS[step]
    return zh if speaks_chinese() else en


def names_the_consignee(message):
    return message.kind in NAME_THE_CONSIGNEE or message.kind in LISTS
