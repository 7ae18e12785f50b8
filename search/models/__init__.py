"""What the search keeps in the database, by subject."""

from .index import SearchChange, SearchCursor, SearchTerm, Synonym
from .query_log import MissedQuery, SlowQuery
from .rebuild import CopiedBatch, Rebuild
from .saved import KnownGood, SavedSearch, SavedSearchNews
