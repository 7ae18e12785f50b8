"""Whatever an app records, the clerk reads in the page's language."""

import re

import pytest
from django.utils import translation

from evidence.kinds import KINDS
from evidence.models import Entry
from orders.models.order import ClearanceState
from orders.timeline.steps import EVENT_LABELS
from tests.translatable_strings import APPS, ROOT

FUNCTIONS = "_record|note|note_answer|record_change|record_event|add_event"
CALL = rf"(?<!def )(?:{FUNCTIONS})\(\s*[^,()]+(?:\([^()]*\))?,\s*"
LITERAL = re.compile(rf'(?:kind=|"kind": |ledger_entry\(\s*|{CALL})"([a-z_ ]+)"')
RECORDERS = re.compile(r"evidence|exhibitors.review|orders.timeline.events|import record")


def recorded():
    """Every kind that stands in a call which writes to the ledger."""
    kinds = set()
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            text = path.read_text()
            if RECORDERS.search(text) and "migrations" not in path.parts:
                kinds |= set(LITERAL.findall(text))
    return kinds


def test_table_knows_every_kind_that_is_recorded():
    kinds = recorded()
    assert {"placed", "member removed", "message stuck", "price changed"} <= kinds
    assert kinds - set(KINDS) == set()
    assert set(EVENT_LABELS) <= set(KINDS)  # the buyer's timeline writes to the ledger as well
    assert {str(state) for state in ClearanceState} - {"waiting", "cancelled"} <= set(KINDS)


@pytest.mark.parametrize("kind", [*KINDS, "money_late handled"])
def test_kind_is_chinese_on_a_chinese_page(kind):
    with translation.override("zh-hans"):
        assert re.search("[\u4e00-\u9fff]", str(Entry(kind=kind).label))


def test_unknown_kind_is_shown_as_it_was_recorded():
    assert Entry(kind="weighed").label == "weighed"
