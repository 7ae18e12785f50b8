from .halls import Facility, Hall, Pavilion, Stand
from .heartbeat import Heartbeat
from .images import ExpoImage, ExpoRendition
from .pages import EditionPage, HomePage, InfoPage, NewsIndexPage, NewsPage, ProgrammePage
from .programme import Session, Speaker
from .user import User

__all__ = [
    "EditionPage",
    "ExpoImage",
    "ExpoRendition",
    "Facility",
    "Hall",
    "Heartbeat",
    "HomePage",
    "InfoPage",
    "NewsIndexPage",
    "NewsPage",
    "Pavilion",
    "ProgrammePage",
    "Session",
    "Speaker",
    "Stand",
    "User",
]
