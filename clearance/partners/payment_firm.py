"""The stand-in of the payment firm in the sandbox: it builds and sends its documents itself when
asked. A real firm's interface becomes a class of the same shape, named in
settings.CLEARANCE_PARTNERS."""

from clearance.partners.sandbox import ask

WAYS = {
    "411": "/partners/payment/declare",
    "403": "/partners/payment/receipts",
}


class SandboxPaymentFirm:
    def ask(self, kind, request):
        return ask(WAYS, kind, request)
