"""The page's part of the HTTP door: log in with the admin's secret, look, switch faults."""

from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from . import page
from .config import LOOPBACK
from .scenario import BadScenario

if TYPE_CHECKING:
    from .server import Server

STYLE = Path(__file__).with_name("page.css")
HTML = "text/html; charset=utf-8"
SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class PageDoor(BaseHTTPRequestHandler):
    """Mixed into the handler: answers GET / and /page.css, POST /enter and /page/faults."""

    server: "Server"

    def show_page(self, fault: str = "", status: int = 200) -> None:
        if not self._is_near():
            self._page(403, "from loopback only")
        elif not self._is_known():
            self._page(200, page.login_page())
        else:
            server = self.server
            token = server.admission.form_token
            self._page(status, page.page(server.store, server.scenarios.now, token, fault))

    def show_style(self) -> None:
        self._out(200, STYLE.read_bytes(), {"Content-Type": "text/css; charset=utf-8", **SAFE})

    def enter(self, body: bytes) -> None:
        if self._is_near() and self.server.admission.knows(_form(body).get("token", "")):
            self._go_home({"Set-Cookie": self.server.admission.cookie()})
        else:
            self._page(403, page.login_page(wrong=True))

    def change_on_page(self, body: bytes) -> None:
        form = _form(body)
        mine = self.server.admission.owns_form(form.get("form_token", ""))
        if not (self._is_near() and self._is_known() and mine):
            self._page(403, page.login_page())
            return
        try:
            self.server.scenarios.change(page.scenario_of(form))
        except (BadScenario, ValueError, TypeError) as exc:
            self.show_page(f"没有改动 Nothing was changed: {exc}", 400)
            return
        self._go_home({})

    def _is_near(self) -> bool:
        return self.client_address[0] in LOOPBACK

    def _is_known(self) -> bool:
        return self.server.admission.has_cookie(self.headers.get("Cookie", ""))

    def _go_home(self, headers: dict[str, str]) -> None:
        self._out(303, b"", {"Location": "/", **headers})

    def _page(self, status: int, html: str) -> None:
        self._out(status, html.encode("utf-8", "replace"), {"Content-Type": HTML, **SAFE})

    def _out(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
    except ValueError:
        return {}
