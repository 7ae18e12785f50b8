"""Every kind customs accepts is known in all its parts: sender, rejections with text, partner."""

import pytest

from ceb import MESSAGES
from ceb.codes import explain
from ceb.partner_documents import PARTNER_DOCUMENTS
from tools.customs_sandbox.authentication import MAY_SEND
from tools.customs_sandbox.kinds import KINDS
from tools.customs_sandbox.partners import ENDPOINTS

TO_CUSTOMS = sorted(kind for kind, message in MESSAGES.items() if not message.is_receipt)
WITHOUT_CODES = ("213", "215")  # no specification names their codes


def test_every_document_to_customs_is_taken_from_one_sender():
    assert sorted(KINDS) == TO_CUSTOMS
    assert sorted(kind for kinds in MAY_SEND.values() for kind in kinds) == TO_CUSTOMS


def test_what_is_not_the_sites_own_belongs_to_the_sandbox():
    documents = {kind: PARTNER_DOCUMENTS[kind].identity for kind in ENDPOINTS.values()}
    others = {kind: facts.sender for kind, facts in KINDS.items() if facts.sender != "site"}
    assert documents == others


@pytest.mark.parametrize("kind", [kind for kind in TO_CUSTOMS if kind not in WITHOUT_CODES])
def test_rejections_of_a_kind_are_in_the_clerk_s_table(kind):
    port_errors = KINDS[kind].port_errors
    trade = MESSAGES[kind].trade
    codes = [getattr(port_errors, name) for name in port_errors.__slots__]
    advice = [explain(code, trade=trade)[0] for code in codes if code]
    assert [one.code for one in advice if one.zh == "被电子口岸退回"] == []
    if trade == "import":
        assert explain(port_errors.exists)[0].next == "ignore"
        assert explain(port_errors.stale)[0].next in ("ignore", "ask_broker")
