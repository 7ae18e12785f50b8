"""What changes in the apps below is indexed again: each kind names the models that it reads
(`search.sources`), and their changes arrive by the signals of Django and Wagtail.

A receiver runs in the transaction of the change, so the outbox stands or falls with it."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail import signals
from wagtail.models import Page

from catalog.models import Product
from catalog.signals import goods_changed

from . import actions
from .models.index import Synonym
from .sources import READERS
from .vocabulary import lexicon

# kind, function of the changed instance: affected keys
Concern = tuple[str, Callable[[Model], Iterable[int]]]
CONCERNS: dict[type[Model], list[Concern]] = defaultdict(list)
PAGE_SIGNALS = (signals.page_published, signals.page_unpublished, signals.post_page_move,
                signals.page_slug_changed)  # fmt: skip


def connect() -> None:
    for kind, reader in READERS.items():
        for model, concerned in reader.watched().items():
            CONCERNS[model].append((kind, concerned))
    for model in CONCERNS:
        links = model._meta.auto_created
        for signal in (m2m_changed,) if links else (post_save, post_delete):
            signal.connect(_linked if links else _changed, sender=model, dispatch_uid=_uid(model))
        if issubclass(model, Page):
            for signal in PAGE_SIGNALS:
                signal.connect(_changed, sender=model, dispatch_uid=_uid(model))
    for signal in (post_save, post_delete):  # saved without its own fields, as Wagtail may
        signal.connect(_bare_page, sender=Page, dispatch_uid="search-page")
        signal.connect(lexicon.changed, sender=Synonym, dispatch_uid="search-synonym")
    for signal in (signals.published, signals.unpublished):
        signal.connect(_changed, sender=Product, dispatch_uid="search-published")
    goods_changed.connect(_goods_changed, dispatch_uid="search-goods-changed")


def _uid(model: type[Model]) -> str:
    return f"search-{model._meta.label}"


def _changed(sender, instance, **kwargs):
    for kind, concerned in CONCERNS[sender]:
        actions.touch(concerned(instance), kind)


def _linked(sender, instance, action, **kwargs):
    if action.startswith("post_"):
        _changed(sender, instance)


def _bare_page(sender, instance, **kwargs):
    # Wagtail may save a page as a bare Page: then the sender is not the page type
    if instance.specific_class in CONCERNS:
        _changed(instance.specific_class, instance.specific)


def _goods_changed(product_pks, **kwargs):
    actions.touch(product_pks)
