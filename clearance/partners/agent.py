"""The stand-in of the customs agent in the sandbox: it builds and sends its documents itself when
asked. A real firm's interface becomes a class of the same shape, named in
settings.CLEARANCE_PARTNERS."""

from clearance.partners.sandbox import ask

WAYS = {
    "621": "/partners/agent/lists",
    "623": "/partners/agent/cancellations",
    "625": "/partners/agent/returns",
    "603": "/partners/agent/export-lists",
    "605": "/partners/agent/export-cancellations",
    "701": "/partners/agent/summaries",
    "607": "/partners/agent/master-lists",
    "213": "/partners/agent/export-returns",
}


class SandboxAgent:
    def ask(self, kind, request):
        return ask(WAYS, kind, request)
