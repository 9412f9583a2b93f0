"""Identifiers, items, references and criteria: frozen values read once from the blocks of a document."""

from gov.items.confusables import INVISIBLE, skeleton
from gov.items.declaring import declaration, decorated_token
from gov.items.item import Criterion, Field, Item, Reference, Relation, Section, Status
from gov.items.metadata import document_fields, front_matter_fields, plain_fields
from gov.items.references import is_null, read_references
from gov.items.region import Declaration, Reader
from gov.items.vocabulary import Spelling, Token, Vocabulary

__all__ = [
    "INVISIBLE", "Criterion", "Declaration", "Field", "Item", "Reader", "Reference", "Relation", "Section",
    "Spelling", "Status", "Token", "Vocabulary", "declaration", "decorated_token", "document_fields",
    "front_matter_fields", "is_null", "plain_fields", "read_references", "skeleton",
]  # fmt: skip
