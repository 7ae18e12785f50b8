"""Rules and agreements as plain text to download (R-DISP-1)."""

from bs4 import BeautifulSoup
from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _


def download(page):
    """The page's text as a file, with its version and its address."""
    response = HttpResponse(text_of(page), content_type="text/plain; charset=utf-8")
    name = "-".join(part for part in (page.title, page.version) if part)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.txt")
    return response


def text_of(page):
    head = [page.title]
    if page.version:
        head.append(_("Version %(version)s") % {"version": page.version})
    if page.effective_on:
        head.append(_("In force from %(day)s") % {"day": page.effective_on.isoformat()})
    head.append(f"{settings.SITE_URL}{page.url}")
    paragraphs = [plain(page.intro)] if page.intro else []
    # a heading's value is plain text; other blocks render to HTML first
    for block in page.body:
        html = block.value if isinstance(block.value, str) else block.render()
        paragraphs.append(f"{html}\n" if block.block_type == "heading" else plain(str(html)))
    return "\n".join(head) + "\n\n" + "\n".join(paragraphs).strip() + "\n"


def plain(html):
    soup = BeautifulSoup(html, "html.parser")
    for item in soup.find_all("li"):
        item.insert(0, "- ")
    for tag in soup.find_all(["p", "li", "h2", "h3", "br"]):
        tag.append("\n")
    return soup.get_text()
