"""Other functions behind a hook than those the apps register."""

from wagtail import hooks


def replace(monkeypatch, name, *functions):
    hooks.get_hooks(name)  # loads the apps' own, which would else be registered after this
    monkeypatch.setitem(hooks._hooks, name, [(function, 0) for function in functions])
