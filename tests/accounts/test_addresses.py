"""An e-mail address counts once its owner has opened a link; nobody learns who has an account."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import addresses
from accounts.models import AccountEmail
from core.models import User
from evidence.models import Entry
from tests.accounts import mailbox
from tests.accounts.test_accounts import PASSWORD, sign_in, sign_up, who
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(client):
    user = User.objects.create_user("lin@example.com", PASSWORD, name="林一")
    client.force_login(user)
    client.user = user
    return client


def propose(client, address, **more):
    data = {"name": "林一", "email": address, "mobile": "", "language": "zh-hans"}
    return client.post(reverse("accounts:account"), {**data, "password": PASSWORD, **more})


def test_the_link_opens_the_account_in_the_browser_that_asked(client):
    response = sign_up(client, "Mei@Example.COM", name="梅", next="/cart/")
    assert (response.url, User.objects.count()) == (reverse("accounts:check_mail"), 0)
    link = mailbox.link_to("mei@example.com")
    assert User.objects.count() == 0
    assert client.get(link).status_code == 200  # as a mail program opens it by itself
    assert User.objects.count() == 0
    assert client.post(link).url == "/cart/"
    user = User.objects.get(email="mei@example.com")
    assert (who(client), user.name, user.check_password(PASSWORD)) == (str(user.pk), "梅", True)
    assert Client().get(link).status_code == 404


def test_a_stranger_cannot_open_an_account_on_my_address_with_his_password(client):
    sign_up(client, "mei@example.com")
    link, mei = mailbox.link_to("mei@example.com"), Client()
    assert "password" in mei.get(link).context["form"].fields
    assert mei.post(link, {"password": "what I think"}).status_code == 200
    assert not User.objects.exists()
    assert mei.post(link, {"password": PASSWORD}).status_code == 302


def test_sign_up_reads_alike_for_an_address_with_an_account(client):
    owner = User.objects.create_user("lin@example.com", PASSWORD, language="en")
    new, taken = sign_up(client, "new@example.com"), sign_up(Client(), "LIN@example.com")
    assert (new.status_code, new.url) == (taken.status_code, taken.url)
    assert "already have an account" in mailbox.read(owner.email).subject
    assert "/link/" not in mailbox.read(owner.email).body
    assert list(User.objects.values_list("email", flat=True)) == ["lin@example.com"]


def test_signing_in_reads_alike_whether_somebody_asked_for_an_account_or_not(client):
    sign_up(client, "mei@example.com")
    errors = sign_in(Client(), "mei@example.com").context["form"].errors
    assert errors == sign_in(Client(), "nobody@example.com").context["form"].errors


def test_a_link_that_is_a_day_old_opens_nothing(client):
    sign_up(client, "mei@example.com")
    link = mailbox.link_to("mei@example.com")
    AccountEmail.objects.update(expires_at=timezone.now())
    assert client.post(link).status_code == 404
    assert not User.objects.exists()


def test_a_new_address_counts_once_it_is_proved_and_the_old_one_is_told(lin):
    propose(lin, "new@example.com")
    page = lin.get(reverse("accounts:account")).content.decode()
    assert "new@example.com 尚未验证" in page
    assert User.objects.get().email == "lin@example.com"
    link = mailbox.link_to("new@example.com")
    assert lin.get(link).status_code == 200
    assert lin.post(link).status_code == 302
    assert User.objects.get().email == "new@example.com"
    assert "n***@example.com" in mailbox.read("lin@example.com").body
    entry = Entry.objects.get(subject=f"user {lin.user.pk}")
    assert entry.kind == "email changed"
    assert "new@example.com" not in entry.payload


def test_an_address_of_somebody_else_is_neither_told_nor_taken(lin):
    User.objects.create_user("mei@example.com", PASSWORD, language="en")
    assert propose(lin, "mei@example.com").status_code == 302
    assert "already have an account" in mailbox.read("mei@example.com").subject
    assert User.objects.get(pk=lin.user.pk).email == "lin@example.com"


def test_a_stranger_who_opens_the_link_gives_his_address_to_nobody(lin):
    propose(lin, "mei@example.com")
    link, mei = mailbox.link_to("mei@example.com"), Client()
    assert mei.post(link).url.startswith(reverse("accounts:sign_in"))
    mei.force_login(User.objects.create_user(mobile="13800138000"))
    assert mei.post(link).status_code == 404
    assert User.objects.get(pk=lin.user.pk).email == "lin@example.com"


def test_the_link_can_be_sent_again_or_given_up(lin):
    page = reverse("accounts:proposed_address")
    propose(lin, "new@example.com")
    first = mailbox.link_to("new@example.com")
    lin.post(page, {"do": "again"})
    second = mailbox.link_to("new@example.com")
    assert lin.post(first).status_code == 404
    lin.post(page, {"do": "withdraw"})
    assert lin.post(second).status_code == 404
    assert User.objects.get().email == "lin@example.com"


def test_who_gives_his_address_up_is_told_there(lin):
    propose(lin, "", mobile="13800138000")
    assert User.objects.get().email is None
    assert mailbox.read("lin@example.com")
    kinds = Entry.objects.order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["email changed", "mobile changed"]


def test_a_changed_password_is_told_by_mail_and_kept_as_a_fact(lin):
    new = {"new_password1": "ander-woord-3", "new_password2": "ander-woord-3"}
    lin.post(reverse("accounts:change_password"), {"old_password": PASSWORD, **new})
    assert "密码" in mailbox.read("lin@example.com").subject
    assert Entry.objects.get().kind == "password changed"


def test_an_email_that_could_not_be_sent_waits_with_a_new_link(client, monkeypatch):
    sign_up(client, "mei@example.com")
    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    assert mailbox.emails.send_waiting() == 0
    monkeypatch.undo()
    AccountEmail.objects.update(leased_until=None)
    assert client.post(mailbox.link_to("mei@example.com")).status_code == 302
    assert len(mail.outbox) == 1


def broken(self):
    raise OSError("no mail server")


@pytest.mark.django_db(transaction=True)
def test_one_link_used_twice_at_once_opens_one_account():
    needs_row_locks()
    link = AccountEmail.objects.create(
        kind="sign_up",
        to="mei@example.com",
        language="en",
        data={"password": make_password(PASSWORD), "name": "梅", "url": ""},
    )
    link.new_token()

    def use(_n):
        return addresses.open_account(AccountEmail.objects.get(token_digest=link.token_digest))

    outcomes = run_together(4, use)
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert sum(each is not None for each in outcomes) == 1
    assert User.objects.count() == 1
    connection.close()


def test_the_owner_is_told_of_another_number_to_sign_in_by(lin):
    propose(lin, "lin@example.com", mobile="13800138000")
    told = mailbox.read("lin@example.com")
    assert told.subject == "E博会：您的手机号已更换"
    assert "138***00" in told.body
    propose(lin, "lin@example.com", mobile="")
    assert "已移除手机号" in mailbox.read("lin@example.com").body
    assert Entry.objects.filter(kind="mobile changed").count() == 2


def test_a_stranger_who_takes_the_address_away_too_tells_the_old_one_of_both(lin):
    propose(lin, "", mobile="13800138000")
    mailbox.read("lin@example.com")
    subjects = {sent.subject for sent in mail.outbox if sent.to == ["lin@example.com"]}
    assert subjects == {"E博会：您的邮箱已更换", "E博会：您的手机号已更换"}


def test_word_of_a_new_password_goes_to_the_address_of_that_moment(lin):
    """Sent late, it went to the address that the stranger had changed to meanwhile."""
    new = {"old_password": PASSWORD, "new_password1": "ander-woord-3"}
    lin.post(reverse("accounts:change_password"), new | {"new_password2": "ander-woord-3"})
    User.objects.update(email="stranger@example.com")
    assert mailbox.read("stranger@example.com") is None
    assert mailbox.read("lin@example.com").subject == "E博会：您的密码已修改"


def test_nobody_mails_words_of_their_own_to_strangers(lin):
    """The name stood in the link's e-mail: eighty characters to anybody, in our name."""
    propose(lin, "victim@example.org", name="Your parcel is held, pay at http://evil.example")
    assert "evil.example" not in mailbox.read("victim@example.org").body


def test_the_page_says_of_no_link_that_it_was_sent_where_it_was_not(lin, settings):
    settings.RATE_LIMITS_ON = True
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "mail_to_address": (1, 3600)}

    def said(response):
        return [str(message) for message in response.context["messages"]]

    page = reverse("accounts:account")
    propose(lin, "new@example.com")
    lin.get(page)
    again = lin.post(reverse("accounts:proposed_address"), {"do": "again"}, follow=True)
    assert said(again) == ["发往该邮箱的邮件过多：请使用已收到的链接，或一小时后再试。"]
    propose(lin, "new@example.com")
    assert said(lin.get(page)) == ["其余内容已保存。发往新邮箱的邮件过多，请一小时后再试。"]
    assert lin.post(mailbox.link_to("new@example.com")).status_code == 302  # the first one counts
    assert User.objects.get().email == "new@example.com"
