"""Somebody looks for what is not here: asks the organizers or a firm, and is answered by e-mail."""

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone

from accounts import personal_data as accounts
from accounts.retention import forget_outdated
from core import groups
from core.models import User
from exhibitors import emails as emails
from exhibitors.desk.todos import todos_of
from exhibitors.enquiries import actions as actions
from exhibitors.errors import NotAllowedError
from exhibitors.models import Enquiry, EnquiryAnswer, ExhibitorEmail
from tests.exhibitors.factories import make_booth, make_edition, make_exhibitor, make_member
from tests.search.expo_content import put_on_display

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition_of_module")]
VISITOR_EMAIL = "lili@expo.test"
FORM = {"wanted": "黑麦面包机", "text": "两台", "email": VISITOR_EMAIL}


@pytest.fixture
def organizer():
    user = User.objects.create_user("olga@expo.test", password="long-enough-1", language="en")
    user.groups.add(Group.objects.get(name=groups.ORGANIZERS))
    return user


@pytest.fixture
def kiwi():
    put_on_display(make_edition())
    exhibitor = make_exhibitor("kiwi")
    make_booth(exhibitor)
    make_member(exhibitor, "aroha@expo.test")
    make_member(exhibitor, "vic@expo.test", role="viewer")
    return exhibitor


def submit_enquiry(client, **changed):
    return client.post("/enquiries/new/", {"form_key": uuid.uuid4(), **FORM, **changed})


def post():
    """Deliver what waits; (to, subject) of each."""
    mail.outbox.clear()
    emails.send_waiting()
    return [(email.to[0], email.subject) for email in mail.outbox]


def test_an_enquiry_from_question_to_answer(client, organizer, kiwi):
    page = client.get("/enquiries/new/", {"wanted": "黑麦面包机"}).content.decode()
    assert 'value="黑麦面包机"' in page
    key = re.search(r'name="form_key" value="([^"]+)"', page)[1]
    for _click in range(2):
        response = submit_enquiry(client, form_key=key)
    enquiry = Enquiry.objects.get()
    assert response.url == f"/enquiries/{enquiry.token}/"
    assert "待组委会处理" in client.get(response.url).content.decode()
    assert post() == [
        (VISITOR_EMAIL, "我们已收到您的询盘"),
        ("olga@expo.test", "A visitor is looking for: 黑麦面包机"),
    ]
    assert "黑麦" not in mail.outbox[0].body  # an address may be somebody else's

    admin = Client()
    admin.force_login(organizer)
    address = f"/admin/snippets/exhibitors/enquiry/edit/{enquiry.pk}/"
    choice = f'name="firms" value="{kiwi.pk}"'
    assert choice in admin.get(address).content.decode()
    assert "两台" in admin.get(address).content.decode()
    for _click in range(2):
        admin.post(address, {"action": "forward", "firms": [kiwi.pk]})
    assert list(enquiry.firms.all()) == [kiwi]
    assert post() == [("aroha@expo.test", "您有这个商品吗？黑麦面包机")]

    desk = Client()
    desk.force_login(User.objects.get(email="aroha@expo.test"))
    assert "黑麦面包机" in desk.get("/desk/kiwi/").content.decode()
    page = desk.get("/desk/kiwi/enquiries/").content.decode()
    assert VISITOR_EMAIL not in page
    key = re.search(rf'name="e{enquiry.pk}-form_key" value="([^"]+)"', page)[1]
    data = {f"e{enquiry.pk}-form_key": key, f"e{enquiry.pk}-text": "下个月到货。"}
    for _click in range(2):
        desk.post(f"/desk/kiwi/enquiries/{enquiry.pk}/", data)
    assert [each.text for each in enquiry.answers.all()] == ["下个月到货。"]
    assert post() == [(VISITOR_EMAIL, "来自kiwi 展商的答复")]
    assert "下个月到货。" in mail.outbox[0].body
    page = client.get(f"/enquiries/{enquiry.token}/").content.decode()
    assert "下个月到货。" in page
    assert "已答复" in page
    assert not Enquiry.objects.waiting().exists()
    assert not Enquiry.objects.waiting_for(kiwi).exists()


def test_one_firm_gets_it_without_the_organizers(client, organizer, kiwi):
    page = client.get("/exhibitors/kiwi/", follow=True).content.decode()
    assert "/enquiries/new/?firm=kiwi" in page
    assert "kiwi 展商" in client.get("/enquiries/new/?firm=kiwi").content.decode()
    submit_enquiry(client, firm="kiwi")
    assert [to for to, _subject in post()] == [VISITOR_EMAIL, "aroha@expo.test"]
    assert client.get("/enquiries/new/?firm=nobody").status_code == 404
    assert submit_enquiry(client, firm="no\0body").status_code == 400
    membership = kiwi.memberships.get(role="owner")
    assert [t.text for t in todos_of(membership) if t.urgent] == ["黑麦面包机"]
    viewer = kiwi.memberships.get(role="viewer")
    assert [t for t in todos_of(viewer) if t.text == "黑麦面包机"] == []


def test_what_a_firm_leaves_lying_comes_to_the_organizers(client, kiwi):
    submit_enquiry(client, firm="kiwi")
    assert not Enquiry.objects.waiting().exists()
    Enquiry.objects.update(asked_at=timezone.now() - timedelta(days=4))
    enquiry = Enquiry.objects.waiting().get()
    actions.answer(enquiry, form_key=uuid.uuid4(), text="有", user=None, exhibitor=kiwi)
    assert not Enquiry.objects.waiting().exists()


def test_a_bad_form_names_the_field_and_keeps_what_was_written(client):
    response = submit_enquiry(client, email="nowhere")
    assert response.status_code == 422
    assert "两台" in response.content.decode()
    assert submit_enquiry(client, wanted="").status_code == 422
    assert submit_enquiry(client, form_key="x").status_code == 422
    assert submit_enquiry(client, wanted="a\0b").status_code == 400
    assert not Enquiry.objects.exists()


def test_who_is_signed_in_finds_the_address_filled_in(client):
    lili = User.objects.create_user(VISITOR_EMAIL, password="long-enough-1")
    client.force_login(lili)
    assert f'value="{VISITOR_EMAIL}"' in client.get("/enquiries/new/").content.decode()
    submit_enquiry(client)
    assert Enquiry.objects.get().user == lili


@override_settings(RATE_LIMITS_ON=True)
def test_nobodys_mailbox_is_filled(client):
    def status_of(n, **changed):
        data = {"form_key": uuid.uuid4(), **FORM, **changed}
        return client.post("/enquiries/new/", data, REMOTE_ADDR=f"10.0.0.{n}").status_code

    tries = [status_of(n) for n in range(6)]
    assert tries == [302] * 5 + [429]
    codes = [status_of(99, email=f"a{n}@expo.test") for n in range(11)]
    assert codes == [302] * 10 + [429]


def test_organizers_answer_themselves_and_close(client, organizer):
    submit_enquiry(client)
    enquiry = Enquiry.objects.get()
    client.force_login(organizer)
    address = f"/admin/snippets/exhibitors/enquiry/edit/{enquiry.pk}/"
    assert "黑麦面包机" in client.get("/admin/snippets/exhibitors/enquiry/").content.decode()
    data = {"action": "answer", "form_key": uuid.uuid4(), "text": "今年没有。"}
    for _click in range(2):
        client.post(address, data)
    client.post(address, {"action": "close"})
    late = client.post(address, data | {"form_key": uuid.uuid4()})
    assert "这条询盘已关闭。" in late.content.decode()
    assert [(a.exhibitor, a.text) for a in EnquiryAnswer.objects.all()] == [(None, "今年没有。")]
    assert "已关闭" in client.get(f"/enquiries/{enquiry.token}/").content.decode()


def test_somebody_elses_enquiry_is_not_there(client, kiwi):
    nordic = make_exhibitor("nordic")
    enquiry = actions.ask(form_key=uuid.uuid4(), language="en", firm=nordic, **FORM)
    client.force_login(User.objects.get(email="aroha@expo.test"))
    assert "黑麦" not in client.get("/desk/kiwi/enquiries/").content.decode()
    assert client.post(f"/desk/kiwi/enquiries/{enquiry.pk}/", {}).status_code == 404
    client.force_login(User.objects.get(email="vic@expo.test"))
    enquiry.firms.add(kiwi)
    assert client.post(f"/desk/kiwi/enquiries/{enquiry.pk}/", {}).status_code == 403
    assert client.get("/enquiries/guessed/").status_code == 404


def test_no_circular_is_made_of_an_enquiry(kiwi):
    enquiry = actions.ask(form_key=uuid.uuid4(), language="en", **FORM)
    many = [make_exhibitor(f"firm-{n}") for n in range(actions.MAX_FIRMS)]
    assert actions.forward(enquiry, many[:-1]) == many[:-1]
    with pytest.raises(NotAllowedError):
        actions.forward(enquiry, [many[-1], kiwi])
    assert enquiry.firms.count() == actions.MAX_FIRMS - 1


def test_a_person_takes_enquiries_along_and_is_forgotten_with_them(client):
    lili = User.objects.create_user(VISITOR_EMAIL, password="long-enough-1")
    submit_enquiry(client)  # not signed in: opening an account proves no address
    client.force_login(lili)
    submit_enquiry(client, wanted="酸面包")
    exported = accounts.export(lili)["enquiries"]
    assert [each["looked_for"] for each in exported] == ["酸面包"]
    assert accounts.close_account(lili) == []
    assert not Enquiry.objects.exists()
    assert not ExhibitorEmail.objects.filter(to=VISITOR_EMAIL).exists()


def test_old_enquiries_are_erased_with_the_emails_about_them(client, organizer):
    def forgotten():
        return {row.operation: n for row, n in forget_outdated()}["delete_enquiries"]

    submit_enquiry(client)
    post()
    assert forgotten() == 0
    Enquiry.objects.update(asked_at=timezone.now() - timedelta(days=366))
    submit_enquiry(client, wanted="新的")
    assert forgotten() == 1
    assert [each.wanted for each in Enquiry.objects.all()] == ["新的"]
    assert post() == [
        (VISITOR_EMAIL, "我们已收到您的询盘"),
        ("olga@expo.test", "A visitor is looking for: 新的"),
    ]
    assert ExhibitorEmail.objects.count() == 2


def test_the_list_of_enquiries_is_filtered_by_their_state(client, organizer, kiwi):
    for wanted in ("面包机", "咖啡机"):
        submit_enquiry(client, wanted=wanted)
    actions.close(Enquiry.objects.get(wanted="咖啡机"))
    client.force_login(organizer)
    for state, listed in (("open", "面包机"), ("closed", "咖啡机")):
        page = client.get("/admin/snippets/exhibitors/enquiry/", {"state": state})
        assert [each.wanted for each in page.context["object_list"]] == [listed]
