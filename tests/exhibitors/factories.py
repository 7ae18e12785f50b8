"""Plain makers of exhibitors, their members and booths for tests."""

from datetime import date

from wagtail.models import Locale

from core.models import User
from exhibitors.actions.booths import open_booth, own_collection
from exhibitors.models import Exhibitor, Membership, Participation
from expo.models import EditionPage, Hall, HomePage, Pavilion, Stand


def make_user(email="aroha@expo.test", **fields):
    return User.objects.filter(email=email).first() or User.objects.create_user(email, **fields)


def make_edition(slug="2026"):
    """A live edition in both languages, with one hall, two pavilions and four stands."""
    edition = EditionPage.objects.filter(slug=slug, locale__language_code="zh-hans").first()
    if edition is not None:
        return edition
    edition = EditionPage(
        title="第十届", slug=slug, starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 26)
    )
    HomePage.objects.get(locale__language_code="zh-hans").add_child(instance=edition)
    edition.save_revision().publish()
    english = edition.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Tenth edition"
    english.save_revision().publish()
    hall = Hall.objects.create(
        edition=edition, slug="h1", name_zh="一号馆", name_en="Hall 1", width=60, depth=40
    )
    for letter in "AB":
        pavilion = Pavilion.objects.create(
            edition=edition, letter=letter, name_zh=f"{letter}馆", name_en=f"Pavilion {letter}"
        )
        for n in (1, 2):
            Stand.objects.create(
                hall=hall,
                pavilion=pavilion,
                code=f"{letter}-0{n}",
                shape=[[0, 0], [6, 0], [6, 3], [0, 3]],
            )
    return edition


def make_exhibitor(slug="kiwi", **fields):
    names = {"name_zh": f"{slug} 展商", "name_en": f"{slug.title()} Trading", "country": "NZ"}
    exhibitor, _ = Exhibitor.objects.get_or_create(slug=slug, defaults=names | fields)
    own_collection(exhibitor)
    return exhibitor


def make_member(exhibitor, email="aroha@expo.test", role="owner"):
    user = make_user(email)
    Membership.objects.get_or_create(user=user, exhibitor=exhibitor, defaults={"role": role})
    return user


def make_booth(exhibitor=None, *, stand="A-01", live=True, **fields):
    """The exhibitor's booth at the edition of `make_edition`, on a stand."""
    edition = make_edition()
    participation, _ = Participation.objects.get_or_create(
        exhibitor=exhibitor or make_exhibitor(), edition=edition, defaults={"state": "accepted"}
    )
    if stand:
        allotted = Stand.objects.get(hall__edition=edition, code=stand)
        participation.allocations.get_or_create(stand=allotted)
    texts = {"slogan_zh": "草从哪里长", "slogan_en": "Where the grass grows"}
    return open_booth(participation, live=live, **texts | fields)
