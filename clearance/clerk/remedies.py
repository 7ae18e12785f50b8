"""Who can put right what customs objects to, where it is not the clerk on the document's page
(`remedies.yaml`)."""

from core.files.texts import read_texts

REMEDIES = [
    (one.get("fields", "").split(), one.get("named", ""), one["remedy"])
    for one in read_texts(__file__, "remedies.yaml")
]


def remedy_for(names, said):
    """names: fields that may be meant; said: customs' text."""
    return next(
        str(remedy)
        for fields, named, remedy in REMEDIES
        if named in said and (not fields or set(names) & set(fields))
    )
