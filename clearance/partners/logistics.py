"""The stand-in of the logistics firm in the sandbox: it builds and sends CEB511 itself when asked.

A real firm's interface becomes a class of the same shape, named in settings.CLEARANCE_PARTNERS."""

from clearance.transports.http import post


class SandboxLogistics:
    def ask(self, request):
        return post("/partners/logistics/waybills", request, "application/json")
