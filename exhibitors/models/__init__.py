from .application import Application
from .booth import BoothPage, FeaturedGood
from .exhibitor import Exhibitor, Membership, Package
from .invitation import Invitation
from .letter import Letter
from .participation import Participation, StandAllocation

__all__ = [
    "Application",
    "BoothPage",
    "Exhibitor",
    "FeaturedGood",
    "Invitation",
    "Letter",
    "Membership",
    "Package",
    "Participation",
    "StandAllocation",
]
