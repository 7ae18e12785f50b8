from .center import DisplayCenter
from .opening_hours import OpeningHours
from .shelf import Sample, Shelf
from .token import Scan, Token
