from .application import Application
from .booth import BoothPage, FeaturedGood
from .email import ExhibitorEmail
from .enquiry import Enquiry, EnquiryAnswer
from .exhibitor import Exhibitor, Membership
from .invitation import Invitation
from .package import Package
from .participation import Participation, StandAllocation
from .review_task import ReviewTask
