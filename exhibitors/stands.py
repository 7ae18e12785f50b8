from urllib.parse import quote

from expo.pages.home import current_edition


def with_plan_urls(stands, edition=None):
    """The stands, each with `plan_url`: its place on its hall's plan in the visitor's language.

    Two queries for any number of stands."""
    stands = list(stands)
    edition = edition or (current_edition() if stands else None)
    page = edition.localized if edition else None
    for stand in stands:
        place = f"?stand={quote(stand.code)}#stand"
        # the fragment lets the plan scroll to the stand without a script
        stand.plan_url = page.hall_url(stand.hall) + place if page and page.url else ""
    return stands
