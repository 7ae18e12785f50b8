"""A firm applies for a stand, an organizer answers, and a desk with a booth's draft opens."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.personal_data import close_account, export
from core import groups
from evidence.models import Entry
from exhibitors.applications import actions as actions
from exhibitors.errors import NotAllowedError
from exhibitors.models import (
    Application,
    BoothPage,
    Exhibitor,
    ExhibitorEmail,
    Membership,
    Package,
    Participation,
)
from expo.models import EditionPage
from tests.exhibitors.factories import make_edition, make_exhibitor, make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition_of_module")]
LIST = "wagtailsnippets_exhibitors_application:list"
EDIT = "wagtailsnippets_exhibitors_application:edit"


@pytest.fixture(autouse=True)
def edition(monkeypatch):
    """Open for applications, on a day before it begins."""
    edition = make_edition()
    EditionPage.objects.filter(pk=edition.pk).update(
        state=EditionPage.State.OPEN, starts_on=date(2126, 1, 1), ends_on=date(2126, 1, 5)
    )
    edition.refresh_from_db()
    return edition


@pytest.fixture
def package():
    return Package.objects.create(code="standard", name_zh="标准展位", name_en="Standard")


@pytest.fixture
def mara(client):
    """Wants to exhibit; signed in."""
    client.user = make_user("mara@expo.test", name="Mara", language="en")
    client.force_login(client.user)
    return client


@pytest.fixture
def organizer():
    client = Client()
    client.user = make_user("organizer@expo.test", name="沈一诺")
    client.user.groups.add(Group.objects.get(name=groups.ORGANIZERS))
    client.force_login(client.user)
    return client


@pytest.fixture
def form(edition, package):
    return {
        "name_zh": "海雾茶行",
        "name_en": "Sea Mist Teas",
        "country": "GB",
        "kinds_of_trade": ["bonded", "direct"],
        "edition": edition.pk,
        "package": package.pk,
        "wish": "Stand A-02",
        "contact_name": "Mara",
        "contact_email": "mara@seamist.example",
        "contact_phone": "",
        "terms": "on",
    }


def subjects(address):
    return list(
        ExhibitorEmail.objects.filter(to=address).order_by("pk").values_list("subject", flat=True)
    )


def kinds():
    entries = Entry.objects.filter(subject__startswith="application").order_by("sequence")
    return [entry.kind for entry in entries]


def review(organizer, application, action, reason=""):
    url = reverse(EDIT, args=[application.pk])
    return organizer.post(url, {"action": action, "reason": reason})


def test_a_visitor_reads_how_to_apply(client, package):
    page = client.get("/apply/").content.decode()
    assert "登录并申请" in page
    assert "<form" not in page.split("<main", 1)[1].split("</main>")[0]
    assert client.post("/apply/", {"name_zh": "x"}).status_code == 302
    assert Application.objects.count() == 0


def test_an_application_is_accepted_and_a_desk_opens(mara, organizer, form, edition):
    assert "Sea Mist" not in mara.get("/en/apply/?stand=A-02").content.decode()
    assert mara.post("/en/apply/", form).status_code == 302
    application = Application.objects.get()
    assert (application.applicant, application.state) == (mara.user, "submitted")
    assert application.trade_labels()[0]
    assert not Exhibitor.objects.exists()
    assert "待答复的参展申请" in organizer.get("/admin/").content.decode()
    assert "海雾茶行" in organizer.get(reverse(LIST), {"state": "submitted"}).content.decode()
    assert "英国" in organizer.get(reverse(EDIT, args=[application.pk])).content.decode()

    assert review(organizer, application, "accept").status_code == 302
    exhibitor = Exhibitor.objects.get()
    assert (exhibitor.slug, exhibitor.country, exhibitor.kinds_of_trade) == (
        "sea-mist-teas",
        "GB",
        "bonded,direct",
    )
    owner = Membership.objects.get()
    assert (owner.user, owner.role) == (mara.user, "owner")
    participation = Participation.objects.get()
    assert (participation.edition, participation.state, participation.package.code) == (
        edition,
        "accepted",
        "standard",
    )
    booth = participation.booth()
    assert (booth.live, booth.title, booth.title_en) == (False, "海雾茶行", "Sea Mist Teas")
    assert mara.get("/en/desk/sea-mist-teas/booth/").status_code == 200
    assert "Go to your desk" in mara.get("/en/apply/").content.decode()
    assert subjects("mara@expo.test") == [
        "Application received: Sea Mist Teas at Tenth edition",
        "Accepted: Sea Mist Teas exhibits at Tenth edition",
    ]
    assert subjects("organizer@expo.test") == ["待答复：海雾茶行 申请参加 第十届"]
    assert kinds() == ["submitted", "accepted"]


def test_a_second_click_changes_nothing(mara, organizer, form):
    for _click in range(2):
        assert mara.post("/apply/", form).status_code == 302
    application = Application.objects.get()
    assert kinds() == ["submitted"]
    for _click in range(2):
        assert review(organizer, application, "accept").status_code == 302
    assert kinds() == ["submitted", "accepted"]
    assert (Exhibitor.objects.count(), BoothPage.objects.filter(alias_of=None).count()) == (1, 1)
    assert len(subjects("mara@expo.test")) == 2


def test_it_comes_back_with_a_reason_and_is_handed_in_again(mara, organizer, form):
    mara.post("/en/apply/", form)
    application = Application.objects.get()
    response = review(organizer, application, "return")
    assert "请写明原因" in response.content.decode()
    review(organizer, application, "return", "英文名称与营业执照不符")
    page = mara.get("/en/apply/").content.decode()
    assert "英文名称与营业执照不符" in page
    assert 'value="Sea Mist Teas"' in page
    mara.post("/en/apply/", form | {"name_en": "Sea Mist Tea Company"})
    application.refresh_from_db()
    assert (application.state, application.turn, application.name_en, application.reason) == (
        "submitted",
        2,
        "Sea Mist Tea Company",
        "",
    )
    review(organizer, application, "decline", "展位已满")
    assert "展位已满" in mara.get("/en/apply/").content.decode()
    assert kinds() == ["submitted", "returned", "submitted", "declined"]
    assert not Exhibitor.objects.exists()
    assert [subject.split(":")[0] for subject in subjects("mara@expo.test")] == [
        "Application received",
        "Please change your application",
        "Application received",
        "Application declined",
    ]
    mara.post("/en/apply/", form)  # a new try
    assert Application.objects.waiting().count() == 1


def test_the_applicant_takes_it_back_and_nobody_else_can(mara, organizer, form):
    mara.post("/apply/", form)
    application = Application.objects.get()
    url = reverse("exhibitors:withdraw_application", args=[application.pk])
    anonymous = Client()
    assert anonymous.post(url).status_code == 404
    anonymous.force_login(make_user("liv@expo.test"))
    assert anonymous.post(url).status_code == 404
    for _click in range(2):
        assert mara.post(url).status_code == 302
    assert kinds() == ["submitted", "withdrawn"]
    assert review(organizer, application, "accept").status_code == 302
    assert not Exhibitor.objects.exists()


def test_what_is_missing_is_said(mara, form, edition):
    errors = mara.post("/apply/", {"edition": edition.pk}).context["form"].errors
    assert set(errors) == {
        "name_zh",
        "name_en",
        "country",
        "kinds_of_trade",
        "package",
        "contact_name",
        "contact_email",
        "terms",
    }
    EditionPage.objects.update(state=EditionPage.State.CLOSED)
    assert mara.post("/apply/", form).status_code == 200
    assert "目前没有接受申请的展届" in mara.get("/apply/").content.decode()
    assert Application.objects.count() == 0


def test_an_owner_applies_for_the_firm_that_exhibited_before(mara, organizer, form, package):
    kiwi = make_exhibitor("kiwi")
    assert mara.get("/apply/?firm=kiwi").status_code == 404
    make_member(kiwi, "mara@expo.test")
    assert "kiwi 展商" in mara.get("/apply/?firm=kiwi").content.decode()
    mara.post("/apply/", form | {"firm": "kiwi", "name_zh": "冒名"})
    application = Application.objects.get()
    assert (application.exhibitor, application.name_zh) == (kiwi, "kiwi 展商")
    actions.accept(application, user=organizer.user)
    assert list(Exhibitor.objects.all()) == [kiwi]
    assert kiwi.participations.get().state == "accepted"
    mara.post("/apply/", form | {"firm": "kiwi"})
    assert Application.objects.count() == 1


def test_an_edition_one_takes_part_in_is_not_offered_again(mara, organizer, form, edition):
    mara.post("/en/apply/", form)
    actions.accept(Application.objects.get(), user=organizer.user)
    for url in ("/en/apply/", "/en/apply/?firm=sea-mist-teas"):
        page = mara.get(url).content.decode()
        assert "You take part in every edition that is open now" in page
        assert "Submit the application" not in page
    assert "?firm=" not in mara.get("/en/desk/sea-mist-teas/").content.decode()
    mara.post("/en/apply/", form)
    assert (Application.objects.count(), Exhibitor.objects.count()) == (1, 1)

    another = mara.get("/en/apply/?another=1").content.decode()
    assert "Submit the application" in another
    mara.post("/en/apply/", form | {"another": "1", "name_en": "Harbour Cakes"})
    assert Application.objects.count() == 2


def test_a_country_is_found_by_its_name_in_the_order_of_names(mara, form):
    chinese = mara.get("/apply/").content.decode()
    names = re.findall(r'<option value="([^"]+)"></option>', chinese)
    assert names[:3] == ["阿尔巴尼亚", "阿尔及利亚", "阿富汗"]
    assert names.index("新西兰") < names.index("匈牙利") < names.index("英国") < names.index("中非")
    english = re.findall(
        r'<option value="([^"]+)"></option>', mara.get("/en/apply/").content.decode()
    )
    assert english[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    page = mara.post("/apply/", form | {"country": "亚特兰蒂斯"}).content.decode()
    assert "列表中没有“亚特兰蒂斯”。" in page
    assert 'value="亚特兰蒂斯"' in page
    for typed in ("新西兰", "new zealand", "NZ"):
        Application.objects.all().delete()
        mara.post("/apply/", form | {"country": typed})
        assert Application.objects.get().country == "NZ"


def test_the_second_owner_of_a_firm_reads_who_applied_already(mara, form):
    kiwi = make_exhibitor("kiwi")
    make_member(kiwi, "mara@expo.test")
    partner = Client()
    partner.force_login(make_member(kiwi, "liv@expo.test"))
    mara.post("/en/apply/", form | {"firm": "kiwi"})
    before = partner.get("/en/apply/?firm=kiwi")
    assert "Submitted by Mara." in before.content.decode()
    assert "Submit the application" not in before.content.decode()
    response = partner.post("/en/apply/", form | {"firm": "kiwi"}, follow=True)
    (message,) = response.context["messages"]
    assert (message.level_tag, str(message)) == (
        "warning",
        "Mara has already submitted an application for Kiwi Trading: see below.",
    )
    application = Application.objects.get()
    withdraw_url = reverse("exhibitors:withdraw_application", args=[application.pk])
    assert withdraw_url not in response.content.decode()
    assert withdraw_url in mara.get("/en/apply/").content.decode()
    actions.return_to_applicant(application, user=None, reason="Which stand?")
    returned = partner.get("/en/apply/?firm=kiwi").content.decode()
    assert "only they can change and resubmit it" in returned
    assert "Submit it again" not in returned


def test_an_applicant_with_two_firms_reads_that_one_is_still_open(mara, form):
    for slug in ("kiwi", "nordic"):
        make_member(make_exhibitor(slug), "mara@expo.test")
    mara.post("/en/apply/", form | {"firm": "kiwi"})
    response = mara.post("/en/apply/", form | {"firm": "nordic"}, follow=True)
    *_first, message = response.context["messages"]
    assert (
        str(message) == "Your application for Kiwi Trading has not been answered yet; "
        "please apply for one company at a time."
    )
    assert Application.objects.get().exhibitor.slug == "kiwi"


@pytest.mark.parametrize("role", ["editor", None])
def test_a_removed_member_does_not_come_back_by_applying(mara, organizer, form, role):
    kiwi = make_exhibitor("kiwi")
    make_member(kiwi, "mara@expo.test")
    mara.post("/apply/", form | {"firm": "kiwi"})
    if role:
        Membership.objects.update(role=role)
    else:
        Membership.objects.all().delete()
    with pytest.raises(NotAllowedError, match=r"负责人|no longer"):
        actions.accept(Application.objects.get(), user=organizer.user)
    assert Application.objects.get().state == "submitted"
    assert not Membership.objects.filter(role="owner").exists()
    assert not kiwi.participations.exists()


def test_addresses_of_the_site_are_not_given_away(mara, organizer, form, edition, package):
    make_exhibitor("sea-mist-teas")
    for name, slug in (
        ("Sea Mist Teas", "sea-mist-teas-2"),
        ("Halls", "halls-2"),
        ("茶", "exhibitor"),
    ):
        mara.post("/apply/", form | {"name_en": name, "another": "1"})
        actions.accept(Application.objects.waiting().get(), user=organizer.user)
        assert Application.objects.first().exhibitor.slug == slug


def test_nobody_is_accepted_in_place_of_a_closed_account(mara, organizer, form):
    mara.post("/apply/", form)
    application = Application.objects.get()
    assert export(mara.user)["applications"][0]["firm"] == "海雾茶行"
    assert not close_account(mara.user)
    application.refresh_from_db()
    assert (application.state, application.contact_email) == ("withdrawn", "")
    Application.objects.update(state="submitted", applicant=None)
    with pytest.raises(NotAllowedError):
        actions.accept(application, user=organizer.user)


def test_emails_to_a_contact_go_with_an_account_that_signs_in_by_mobile(client, form):
    user = make_user("mara@expo.test")
    type(user).objects.filter(pk=user.pk).update(email=None, mobile="13800138000")
    user.refresh_from_db()
    client.force_login(user)
    client.post("/apply/", form)
    assert ExhibitorEmail.objects.get().to == "mara@seamist.example"
    assert not close_account(user)
    assert not ExhibitorEmail.objects.exists()


@pytest.mark.parametrize("name", [groups.REVIEWERS, groups.CLERKS, None])
def test_only_organizers_answer(mara, form, name):
    mara.post("/apply/", form)
    user = make_user("other@expo.test")
    if name:
        user.groups.add(Group.objects.get(name=name))
    other = Client()
    other.force_login(user)
    review(other, Application.objects.get(), "accept")
    assert Application.objects.get().state == "submitted"


def test_nobody_writes_an_application_for_a_firm(organizer):
    add = organizer.get(reverse("wagtailsnippets_exhibitors_application:add"))
    assert add.status_code == 302
    assert add["Location"] == reverse("wagtailadmin_home")
