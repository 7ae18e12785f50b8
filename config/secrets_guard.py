"""Production does not start on a secret that everyone can read in the source."""

from django.core.exceptions import ImproperlyConfigured

DEFAULT_SECRET = "expo-development-only-not-a-secret"  # noqa: S105 - that is the point
STAND_INS = ("expo-development-only", "stand_in", "stand-in", "change-me", "-demo")
SECRETS = (
    "SECRET_KEY",
    "IDENTITY_KEYS",
    "IDENTITY_HASH_KEY",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "CLEARANCE_SECRET",
)


def faults(settings):
    """Sentences naming each setting that production may not have; empty when all is well."""
    found = ["DEBUG is on: unset DEBUG when PRODUCTION=1."] if settings["DEBUG"] else []
    for name in SECRETS:
        value = settings[name]
        text = " ".join(value) if isinstance(value, (list, tuple)) else value
        if not text or any(word in text for word in STAND_INS):
            found.append(
                f"{name} still has its development value: set {name} to a secret of your own."
            )
    if not settings["ALLOWED_HOSTS"] or "*" in settings["ALLOWED_HOSTS"]:
        found.append("ALLOWED_HOSTS is empty or '*': name the hosts this site answers for.")
    if settings["STRIPE_STAND_IN"]:
        found.append(
            "STRIPE_API_BASE is a stand-in, with a form that pays without money: unset it."
        )
    return [*found, *unnamed_partners(settings)]


def unnamed_partners(settings):
    """Customs and the firms that report to it must be named: nothing stands in for them by
    default, or paid orders would be declared to nobody."""
    partners = settings["CLEARANCE_PARTNERS"]
    named = {
        "CLEARANCE_URL": settings["CLEARANCE_URL"],
        "PAYMENT_FIRM": partners["payment"],
        "LOGISTICS_FIRM": partners["logistics"],
        "CUSTOMS_AGENT": partners["agent"],
    }
    return [
        f"{name} is empty: name customs' platform or the adapter of your partner."
        for name, value in named.items()
        if not value
    ]


def refuse_defaults(settings):
    """Raises ImproperlyConfigured with one line for each wrong setting."""
    if found := faults(settings):
        raise ImproperlyConfigured(
            "This site does not start in production mode:\n- " + "\n- ".join(found)
        )
