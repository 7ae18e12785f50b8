"""What a browser says of itself, in few words: "Windows, Chrome". For its owner to recognize; any
browser may say anything."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

# the first that is named counts: most browsers name others too
SYSTEMS = (
    ("iPhone", "iPhone", "smartphone"),
    ("iPad", "iPad", "tablet"),
    ("HarmonyOS", "HarmonyOS", "smartphone"),
    ("Android", "Android", "smartphone"),
    ("Windows", "Windows", "laptop"),
    ("Mac OS X", "Mac", "laptop"),
    ("Macintosh", "Mac", "laptop"),
    ("CrOS", "ChromeOS", "laptop"),
    ("Linux", "Linux", "laptop"),
)
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("QQBrowser", "QQ"),
    ("UCBrowser", "UC"),
    ("HuaweiBrowser", "Huawei"),
    ("SamsungBrowser", "Samsung"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_of(browser):
    """(name, icon) of a browser's description."""
    system, icon = next(
        ((name, icon) for mark, name, icon in SYSTEMS if mark in browser), ("", "laptop")
    )
    program = next((name for mark, name in BROWSERS if mark in browser), "")
    if program == "WeChat":
        program = pgettext("browser", "WeChat")
    named = _(", ").join(part for part in (system, program) if part)
    return named or _("Unknown device"), icon
