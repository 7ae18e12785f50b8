from .center import DisplayCenter, OpeningHours
from .shelf import Sample, Shelf
from .token import Scan, Token

__all__ = ["DisplayCenter", "OpeningHours", "Sample", "Scan", "Shelf", "Token"]
