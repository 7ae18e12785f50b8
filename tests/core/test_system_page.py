"""Organizers see how the site is, in both languages; nobody else does."""

import pytest
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from core import groups
from core.models import Heartbeat, User
from tests import hooks

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    def sign_in(group, language="en"):
        user = User.objects.create_user(f"{group[:5]}@expo.test".lower(), "x")
        user.groups.add(Group.objects.get(name=group))
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
        client.force_login(user)
        return user

    return sign_in


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["System status", "Last sign of the worker", "under a minute", "Engine answers"]),
        (
            "zh-hans",
            [
                "系统状态",
                "后台进程最近一次心跳",
                "不到1分钟",
                "引擎有响应",
                "<td>待发送</td>",
                "<td>–</td>",
            ],
        ),
    ],
)
def test_an_organizer_reads_every_app_s_figures(client, sign_in, language, expected):
    Heartbeat.beat()
    sign_in(groups.ORGANIZERS, language)
    text = client.get("/admin/system/").content.decode()
    assert [words for words in expected if words not in text] == []
    assert "Django" in text


@pytest.mark.parametrize("group", [groups.REVIEWERS, groups.CLERKS])
def test_others_who_work_here_do_not(client, sign_in, group):
    sign_in(group)
    assert client.get("/admin/system/").status_code == 302


def test_an_app_that_fails_says_so_without_its_reason(client, sign_in, monkeypatch):
    def broken():
        raise RuntimeError("password of the database")

    hooks.replace(monkeypatch, "system_figures", broken)
    sign_in(groups.ORGANIZERS)
    text = client.get("/admin/system/").content.decode()
    assert "can't be read now" in text.replace("&#x27;", "'")
    assert "password" not in text
