from .edition import EditionPage
from .halls import Facility, Hall, Pavilion, Stand
from .home import HomePage
from .info import InfoPage
from .news import NewsIndexPage, NewsPage
from .programme import Session, Speaker
from .programme_page import ProgrammePage

__all__ = [
    "EditionPage",
    "Facility",
    "Hall",
    "HomePage",
    "InfoPage",
    "NewsIndexPage",
    "NewsPage",
    "Pavilion",
    "ProgrammePage",
    "Session",
    "Speaker",
    "Stand",
]
