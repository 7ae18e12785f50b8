"""Values that a table allows, drawn by hypothesis: every text XML can carry, of allowed length."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from ceb import ReceiptAnswer, beijing_stamp, new_guid
from ceb.codes import TABLES
from ceb.fields import Field, Group, MessageKind

SPECIAL = "中文全角１２３“”‘’<>&'\"]😀👨‍👩‍👧\u200b\ufeff\x85\r\n\t\u2028"
CHARACTERS = st.one_of(
    st.sampled_from(SPECIAL), st.characters(exclude_categories=["Cs", "Cc"]), st.just("中")
).filter(lambda character: character not in "\ufffe\uffff")
TRICKS = ["]]>", "<![CDATA[x]]>", "&#0;", " 空 格 "]


def text_of(min_length: int, max_length: int | None) -> st.SearchStrategy[str]:
    """Not blank, unless it may be empty and is."""
    shortest, longest = max(min_length, 1), min(max_length or 60, 60)
    filled = st.text(CHARACTERS, min_size=shortest, max_size=max(longest, shortest))
    tricks = [trick for trick in TRICKS if shortest <= len(trick) <= longest]
    some = st.one_of(filled, st.sampled_from(tricks)) if tricks else filled
    some = some.filter(str.strip)
    return some if min_length else st.one_of(st.just(""), some)


def value_of(field: Field) -> st.SearchStrategy[str]:
    if field.time:
        moments = st.datetimes(datetime(2018, 1, 2), datetime(2099, 1, 1))
        return moments.map(lambda at: beijing_stamp(at.replace(tzinfo=UTC), field.max_length or 14))
    if field.fixed:
        return st.just(field.fixed)
    if field.allowed:
        return st.sampled_from(field.allowed)
    if field.code_table:
        return st.sampled_from(sorted(set(TABLES[field.code_table]) - set(field.barred)))
    if field.form == "decimal":
        return st.integers(0, 10**12).map(str) | st.decimals("0.00001", 10**12, places=5).map(str)
    if field.form == "int":
        return st.integers(0, 10 ** (field.digits or 5) - 1).map(str)
    if field.name == "guid":
        return st.builds(new_guid)
    texts = text_of(max(field.min_length, int(field.expected)), field.max_length)
    if field.collapse:  # white space at the ends does not count for its length
        texts = texts.filter(lambda text: len(" ".join(text.split())) >= field.min_length)
    return texts


def values_of(group: Group) -> st.SearchStrategy[dict[str, str]]:
    """Its own fields and its head's; what may be left out sometimes is, and never is empty."""
    return _dictionary(all_fields(group))


def record_of(group: Group, version: str) -> st.SearchStrategy[dict]:
    """Nested, as build takes it."""
    members = group.members_of(version)
    own = _dictionary(member for member in members if isinstance(member, Field))
    groups = {
        member.name: record_of(member, version)
        if member.max_occurs == 1
        else st.lists(record_of(member, version), min_size=1, max_size=2)
        for member in members
        if isinstance(member, Group)
    }
    return st.tuples(own, st.fixed_dictionaries(groups)).map(lambda both: {**both[0], **both[1]})


def _dictionary(fields) -> st.SearchStrategy[dict[str, str]]:
    needed, spare = {}, {}
    for field in fields:
        needed_here = field.required or field.expected
        (needed if needed_here else spare)[field.name] = value_of(field)
    made = st.fixed_dictionaries(needed, optional=spare)
    return made.map(
        lambda values: {name: value for name, value in values.items() if value or name in needed}
    )


def all_fields(group: Group):
    for member in group.members:
        if isinstance(member, Field):
            yield member
        elif isinstance(member, Group) and member.max_occurs == 1:
            yield from all_fields(member)


def lines_of(group: Group) -> st.SearchStrategy[list[dict[str, str]]]:
    for member in group.members:
        if isinstance(member, Group) and member.max_occurs != 1:
            return st.lists(values_of(member), min_size=max(member.min_occurs, 1), max_size=3)
    return st.just([])


@st.composite
def receipt_items(draw, message: MessageKind) -> ReceiptAnswer:
    values = draw(values_of(message.record))
    status_name = next(name for name in ("returnStatus", "status", "decState") if name in values)
    values.pop(status_name)
    status = draw(st.sampled_from(["2", "3"] if status_name == "status" else ["2", "800", "-30"]))
    time_name = "opDate" if "opDate" in values else "returnTime"
    return ReceiptAnswer(
        kind=message.kind,
        answers=message.answers,
        key=values.get(message.key[0], ""),
        guid=values.pop("guid"),
        status=status,
        return_time=values.pop(time_name),
        info=values.pop("returnInfo", ""),
        values=values,
        extra=draw(
            st.dictionaries(
                st.sampled_from(["orderNo2", "logisticNo", "新"]), text_of(0, 60), max_size=2
            )
        ),
        lines=draw(lines_of(message.record)),
    )
