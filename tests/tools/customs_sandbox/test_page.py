"""The sandbox's own page: behind its secret, what is on file and what is made to go wrong."""

import http.client
from urllib.parse import urlencode

import pytest

from .harness import ADMIN, BUYER, wait_until


class Visitor:
    """A browser without scripts: keeps its cookie, posts forms."""

    def __init__(self, sandbox):
        self.port, self.cookie = sandbox.port, ""

    def request(self, method, path, form=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        line.request(method, path, urlencode(form) if form else None, headers)
        response = line.getresponse()
        self.cookie = (response.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        return response.status, response.read().decode(), response.headers

    def enter(self):
        assert self.request("POST", "/enter", {"token": ADMIN})[0] == 303
        return self

    def form_token(self):
        return self.request("GET", "/")[1].split("name='form_token' value='")[1].split("'")[0]


@pytest.fixture
def visitor(sandbox):
    return Visitor(sandbox)


def test_anonymous_visitor_sees_a_login_and_nothing_else(visitor):
    status, html, headers = visitor.request("GET", "/")
    assert status == 200
    assert "name='token'" in html
    assert "Documents on file" not in html
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert visitor.request("POST", "/enter", {"token": "wrong"})[0] == 403
    assert visitor.request("POST", "/page/faults", {"do": "end"})[0] == 403
    visitor.cookie = "sandbox=made-up"
    assert "name='token'" in visitor.request("GET", "/")[1]


def test_page_shows_documents_receipts_and_scenario_without_personal_data(purchase, visitor):
    purchase.send()
    wait_until(lambda: purchase.sandbox.state(purchase.number) == "released")
    purchase.sandbox.set_scenario(repeat_receipts=2)
    html = visitor.enter().request("GET", "/")[1]
    assert "放行 <small>released</small>" in html
    assert purchase.number in html
    assert "class='field on'><label for='repeat_receipts'>" in html
    assert "class='field'><label for='lose_receipt_every'>" in html
    assert "<script" not in html
    assert html.count("<main>") == 1
    assert "<div class='wide' tabindex='0'>" in html  # scrolled by keyboard
    assert visitor.request("GET", "/favicon.ico")[0] == 204  # requested by every browser
    assert "style=" not in html
    assert BUYER["buyerIdNumber"] not in html
    assert BUYER["buyerName"] not in html
    assert visitor.request("GET", "/page.css")[0] == 200


def test_scenario_is_changed_and_reset_by_form(purchase, visitor):
    token = visitor.enter().form_token()
    rule = '[{"kind": "311", "order": "^X"}]'
    form = {"form_token": token, "do": "set", "repeat_receipts": "3", "slow_answer": "0.1",
            "refuse": rule, "tax_bills": "on"}  # fmt: skip
    assert visitor.request("POST", "/page/faults", form)[0] == 303
    assert "value='3'" in visitor.request("GET", "/")[1]
    wrong = {**form, "refuse": "not json"}
    status, html, _ = visitor.request("POST", "/page/faults", wrong)
    assert (status, "Nothing was changed" in html) == (400, True)
    assert visitor.request("POST", "/page/faults", {"do": "end"})[0] == 403
    assert visitor.request("POST", "/page/faults", {"do": "end", "form_token": token})[0] == 303
    assert "class='field on'" not in visitor.request("GET", "/")[1]
