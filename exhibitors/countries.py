"""Countries to choose from; the table of them belongs to the catalogue, an app above."""

from wagtail import hooks


def country_choices() -> list[tuple[str, str]]:
    """(alpha-2 code, name in the language in use) of each country, from the hook of that name."""
    return [choice for choices in hooks.get_hooks("country_choices") for choice in choices()]
