"""The content security policy, sent with every page; and addresses that no page can have."""

from django.conf import settings
from django.http import HttpResponseBadRequest
from django.utils.deprecation import MiddlewareMixin

# Wagtail's admin carries inline scripts of its own; the public site has none.
ADMIN_EXTRA = {
    "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],  # previews stand in a frame of the editor
}


def policy(extra=None):
    rules = {**settings.CONTENT_SECURITY_POLICY, **(extra or {})}
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


class NoNullsMiddleware(MiddlewareMixin):
    """A NUL in an address is somebody's trial: PostgreSQL refuses it in any text, and each view
    that looks something up by it would fall over."""

    def process_request(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("bad address", content_type="text/plain")
        return None


class ContentSecurityPolicyMiddleware(MiddlewareMixin):
    """A view may widen its own page's policy by `response.csp = {"script-src": [...]}`."""

    def process_response(self, request, response):
        if "Content-Security-Policy" not in response:
            extra = getattr(response, "csp", None)
            if request.path.startswith("/admin/"):
                extra = ADMIN_EXTRA
            response["Content-Security-Policy"] = policy(extra)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        return response
