from clearance.models.payment_data import PaymentDataRequest
from clearance.models.reconciliation import Discrepancy, DiscrepancyEvent, ReconciliationRun

from .batch import Batch
from .correction import BulkResend, Correction
from .declaration import Declaration, TaxBill
from .message import Attempt, Message
from .parties import Enterprise, PartyRole, ZoneParty, ZoneSwitch
from .receipt import Receipt, ReceiptItem
from .summary import SummaryResult
