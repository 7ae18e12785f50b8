"""Tables of texts for people as YAML beside the module that uses them. `!_` marks a text for
translation, as `_()` does in Python; what follows it is its context: `!_evidence refunded`."""

from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy, pgettext_lazy


class TextLoader(yaml.SafeLoader):
    """Plain YAML, whose marked texts are lazy translations."""


def _translatable(loader, context, node):
    text = loader.construct_scalar(node)
    return pgettext_lazy(context, text) if context else gettext_lazy(text)


TextLoader.add_multi_constructor("!_", _translatable)


def read_texts(module: str, name: str) -> Any:
    """The file `name` in the folder of a module, given as its `__file__`."""
    text = Path(module).with_name(name).read_text(encoding="utf-8")
    return yaml.load(text, TextLoader)  # noqa: S506 - a SafeLoader, and our own file
