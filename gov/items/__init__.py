"""Identifiers, items, references and criteria: frozen values read once from the blocks of a document."""

from gov.items.confusables import INVISIBLE, skeleton
from gov.items.declaring import declaration, decorated_token
from gov.items.item import Criterion, Field, Item, Reference, Relation, Section, Status
from gov.items.lost import LostTitle, fields_below, is_lost, lost_titles, where_lost
from gov.items.messages import spoken_lines
from gov.items.metadata import document_fields, front_matter_fields, plain_fields
from gov.items.nothing import is_null, says_nothing
from gov.items.references import read_references
from gov.items.region import Declaration, Reader
from gov.items.vocabulary import Spelling, Token, Vocabulary

__all__ = [
    "INVISIBLE", "Criterion", "Declaration", "Field", "Item", "LostTitle", "Reader", "Reference",
    "Relation", "Section", "Spelling", "Status", "Token", "Vocabulary", "declaration", "decorated_token",
    "document_fields", "fields_below", "front_matter_fields", "is_lost", "is_null", "lost_titles",
    "plain_fields", "read_references", "says_nothing", "skeleton", "spoken_lines", "where_lost",
]  # fmt: skip
