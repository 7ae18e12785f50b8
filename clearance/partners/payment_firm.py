"""The stand-in of the payment firm in the sandbox: it builds and sends CEB411 itself when asked.

A real firm's interface becomes a class of the same shape, named in settings.CLEARANCE_PARTNERS."""

from clearance.transports.http import post


class SandboxPaymentFirm:
    def ask(self, request):
        return post("/partners/payment/declare", request, "application/json")
