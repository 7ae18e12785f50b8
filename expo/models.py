"""Every model of the expo, by subject: Django looks for them here, and so do the apps above.
Modules of this app import them from their subject, never from here."""

from expo.editions.models import NextEdition
from expo.halls.models import Facility, Hall, Pavilion, Stand
from expo.pages.edition import EditionPage
from expo.pages.home import HomePage
from expo.pages.info import InfoPage
from expo.pages.news import NewsIndexPage, NewsPage
from expo.pages.programme import ProgrammePage
from expo.programme.models import Session, Speaker
