"""The fake payment provider: a real localstripe process, and what a buyer does at it."""

import os
import socket
import subprocess
import sys
import time

import httpx

KEY = {"Authorization": "Bearer sk_test_expo_stand_in"}
SECRET = "whsec_expo_stand_in"
GOOD_CARD, BAD_CARD = "pm_card_visa", "pm_card_chargeCustomerFail"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class FakeStripe:
    """`store`: the file that keeps its objects; `webhook`: where its events go."""

    def __init__(self, store, webhook="http://127.0.0.1:9/"):
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tools.processes.fake_stripe", str(port), webhook, str(store)],
            env={**os.environ, "STRIPE_WEBHOOK_SECRET": SECRET},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.http = httpx.Client(base_url=self.base, headers=KEY, timeout=20)

    def wait(self):
        for _ in range(200):
            try:
                return self.http.get("/v1/balance")
            except httpx.TransportError:
                time.sleep(0.05)
        raise RuntimeError("localstripe did not start")

    def stop(self):
        self.http.close()
        self.process.terminate()
        self.process.wait(10)

    def pay(self, reference, card=GOOD_CARD):
        """The buyer types a card and confirms; the provider's answer."""
        self.http.post(f"/v1/payment_intents/{reference}", data={"payment_method": card})
        return self.http.post(f"/v1/payment_intents/{reference}/confirm")

    def status(self, reference):
        return self.http.get(f"/v1/payment_intents/{reference}").json()["status"]

    def refunds(self, reference):
        """Fen of each refund that the provider made, in order."""
        response = self.http.get("/v1/refunds", params={"payment_intent": reference, "limit": 100})
        return sorted(refund["amount"] for refund in response.json()["data"])

    def refunded(self, reference):
        return sum(self.refunds(reference))
