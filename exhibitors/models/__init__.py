from .booth import BoothPage, FeaturedGood
from .exhibitor import Exhibitor, Membership, Package
from .participation import Participation, StandAllocation

__all__ = [
    "BoothPage",
    "Exhibitor",
    "FeaturedGood",
    "Membership",
    "Package",
    "Participation",
    "StandAllocation",
]
