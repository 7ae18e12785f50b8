"""Stripe, through its official SDK. See docs/integrations/stripe.md."""

from .gateway import StripeGateway
