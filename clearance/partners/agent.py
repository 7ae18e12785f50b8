"""The stand-in of the customs agent in the sandbox: it builds and sends CEB621 itself when asked.

A real firm's interface becomes a class of the same shape, named in settings.CLEARANCE_PARTNERS."""

from clearance.transports.http import post


class SandboxAgent:
    def ask(self, request):
        return post("/partners/agent/lists", request, "application/json")
