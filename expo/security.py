"""The content security policy, sent with every page."""

from django.conf import settings
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
