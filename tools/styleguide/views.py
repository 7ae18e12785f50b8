from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from tools.styleguide.forms import SampleForm, filled_form
from tools.styleguide.samples import samples, zh_or_en

TOKENS = "paper sheet sunk ink ink-2 ink-3 line seal jade amber error indigo"


def styleguide(request):
    """Open to organizers, and to everyone while DEBUG is on."""
    if not (settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    context = {
        "tokens": TOKENS.split(),
        "form": filled_form(),
        # the same fields again: without a prefix of their own two would share an id
        "consent_form": SampleForm(auto_id="consent_%s"),
        "crumbs": [(_("Goods"), "#main"), (zh_or_en("身体护理", "Body care"), "#main")],
        "page_obj": Paginator(range(1000), 18).get_page(4),
        **samples(),
    }
    return render(request, "expo/styleguide.html", context)
