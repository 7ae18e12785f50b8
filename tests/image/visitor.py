"""A buyer at the proxy: follows links, fills in forms, keeps cookies, as a browser without scripts
does."""

import ssl
import time

import httpx
from bs4 import BeautifulSoup

from benchmarks.race import identity

WITHOUT_VALUE = {"submit", "button", "image", "file"}
ADDRESS = {
    "consignee": "林若溪", "mobile": "13800001234", "province": "410000", "city": "410100",
    "district": "410105", "detail": "花园路 39 号 2 单元 501", "real_name": "林若溪",
    "id_number": identity(0), "identity_consent": "on", "sharing_consent": "on",
    "risk_consent": "on",
}  # fmt: skip


class Visitor:
    def __init__(self, base, certificate):
        context = ssl.create_default_context(cafile=certificate)
        self.http = httpx.Client(base_url=base, verify=context, follow_redirects=True, timeout=60)
        self.base = base

    def go(self, path):
        return self._show(self.http.get(path))

    def submit(self, selector, **values):
        """The form of the present page, with what stands in it and these values."""
        form = self.page.select_one(selector)
        assert form is not None, self.page.get_text(" ", strip=True)[:1500]
        action = form.get("action") or str(self.address)
        headers = {"Referer": str(self.address), "Origin": self.base}
        return self._show(self.http.post(action, data=filled(form) | values, headers=headers))

    def _show(self, answer):
        assert answer.status_code < 400, f"{answer.status_code} {answer.url}: {answer.text[:1500]}"
        self.address, self.page = answer.url, BeautifulSoup(answer.text, "html.parser")
        return self.page

    def text(self):
        return self.page.main.get_text(" ", strip=True)


def filled(form):
    """What a browser would send of a form nobody has typed in."""
    values = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type", "")
        if kind in WITHOUT_VALUE or (
            kind in ("checkbox", "radio") and not field.has_attr("checked")
        ):
            continue
        chosen = field.select_one("option[selected]") if field.name == "select" else field
        values[field["name"]] = chosen.get("value", "") if chosen else ""
    return values


def place_order(visitor):
    """Signs in, finds goods, orders one piece; the order's number."""
    visitor.go("/accounts/sign-in/")
    visitor.submit("main form:has([name=login])", login="consumer@expo.test", password="expo-demo")
    visitor.go("/goods/?q=蜂蜜")
    visitor.go(visitor.page.select_one(".product-card__name a")["href"])
    visitor.submit("form#buy")
    visitor.go("/checkout/")
    visitor.submit("form:has([name=expected_total])", **ADDRESS)
    assert "/pay/" in str(visitor.address), visitor.text()[:1500]
    return visitor.address.path.rstrip("/").rpartition("/")[2]


def pay(visitor):
    visitor.submit("form:has([name=choice])", choice="pay")


def wait_for_release(visitor, order_number, seconds=90):
    """Until the order's page carries customs' stamp; the page's text."""
    until = time.monotonic() + seconds
    while not visitor.go(f"/orders/{order_number}/").select(".stamp"):
        assert time.monotonic() < until, visitor.text()[:2000]
        time.sleep(1)
    return visitor.text()
