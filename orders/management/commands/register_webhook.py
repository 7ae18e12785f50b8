import time

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse


class Command(BaseCommand):
    help = "Tells a localstripe of your own where our webhook is, once it answers."

    def add_arguments(self, parser):
        parser.add_argument("--wait", type=int, default=20, help="seconds to wait for it")

    def handle(self, *, wait, **options):
        if not settings.STRIPE_IS_FAKE:
            raise CommandError("Stripe's own webhooks are registered in Stripe's dashboard.")
        url = settings.SITE_URL + reverse("payments:webhook", args=["stripe"])
        payload = {"url": url, "secret": settings.STRIPE_WEBHOOK_SECRET}
        until = time.monotonic() + wait
        while True:
            try:
                address = f"{settings.STRIPE_API_BASE}/_config/webhooks/expo"
                key = {"Authorization": f"Bearer {settings.STRIPE_SECRET_KEY}"}
                httpx.post(address, json=payload, headers=key, timeout=5).raise_for_status()
            except httpx.TransportError as exc:
                if time.monotonic() > until:
                    raise CommandError(f"{settings.STRIPE_API_BASE}: {exc}") from exc
                time.sleep(0.2)
            else:
                return self.stdout.write(f"Payments are reported to {url}")
