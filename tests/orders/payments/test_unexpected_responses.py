"""What answers at the payment firm's address is not always the payment firm."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from orders.payments.attempts import start_payment
from orders.payments.base import GatewayError
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_server_at_the_address(settings):
    """Answers everything as another service would: JSON, but not the provider's."""

    class OtherServer(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = json.dumps({"error": "not found"}).encode()
            self.send_response(404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), OtherServer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.STRIPE_API_BASE = f"http://127.0.0.1:{server.server_port}"
    settings.STRIPE_RETRIES = 0
    yield
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_answer_of_somebody_else_leaves_the_outcome_open(other_server_at_the_address):
    order = make_order()
    with pytest.raises(GatewayError) as exc_info:
        start_payment(order.group)
    assert exc_info.value.permanent is False
