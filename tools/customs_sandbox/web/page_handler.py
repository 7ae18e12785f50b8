"""The page's part of the HTTP server: log in with the admin's secret, look, change the scenario."""

from pathlib import Path
from urllib.parse import parse_qsl

from tools.customs_sandbox.scenario import InvalidScenarioError

from . import page
from .responses import ResponseHandler

STYLE = Path(__file__).with_name("page.css")
SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class PageHandler(ResponseHandler):
    """Answers GET / and /page.css, POST /enter and /page/faults."""

    def show_page(self, error: str = "", status: int = 200) -> None:
        if not self.is_local():
            self._send_page(403, "from loopback only")
        elif not self._has_cookie():
            self._send_page(200, page.login_page())
        else:
            server = self.server
            token = server.access.form_token
            html = page.page(server.store, server.scenarios.now, token, error)
            self._send_page(status, html)

    def show_style(self) -> None:
        headers = {"Content-Type": "text/css; charset=utf-8", **SAFE}
        self.send_bytes(200, STYLE.read_bytes(), headers)

    def enter(self, body: bytes) -> None:
        access = self.server.access
        if self.is_local() and access.knows(_form(body).get("token", "")):
            self._redirect_home({"Set-Cookie": access.cookie()})
        else:
            self._send_page(403, page.login_page(wrong=True))

    def change_on_page(self, body: bytes) -> None:
        form = _form(body)
        # Another site's form would carry the cookie, but not the token.
        own_form = self.server.access.owns_form(form.get("form_token", ""))
        if not (self.is_local() and self._has_cookie() and own_form):
            self._send_page(403, page.login_page())
            return
        try:
            self.server.scenarios.change(page.scenario_of(form))
        except (InvalidScenarioError, ValueError, TypeError) as exc:
            self.show_page(f"未作改动 Nothing was changed: {exc}", 400)
            return
        self._redirect_home({})

    def _has_cookie(self) -> bool:
        return self.server.access.has_cookie(self.headers.get("Cookie", ""))

    def _redirect_home(self, headers: dict[str, str]) -> None:
        self.send_bytes(303, b"", {"Location": "/", **headers})

    def _send_page(self, status: int, html: str) -> None:
        headers = {"Content-Type": "text/html; charset=utf-8", **SAFE}
        self.send_bytes(status, html.encode("utf-8", "replace"), headers)


def _form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
    except ValueError:
        return {}
