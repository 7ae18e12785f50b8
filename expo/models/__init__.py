from .edition import EditionPage
from .halls import Facility, Hall, Pavilion, Stand
from .heartbeat import Heartbeat
from .home import HomePage
from .images import ExpoImage, ExpoRendition
from .info import InfoPage
from .news import NewsIndexPage, NewsPage
from .outgoing import OutgoingMail
from .programme import Session, Speaker
from .programme_page import ProgrammePage
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
    "OutgoingMail",
    "Pavilion",
    "ProgrammePage",
    "Session",
    "Speaker",
    "Stand",
    "User",
]
