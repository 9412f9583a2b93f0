"""A change request as one value: pull request, merge request, merge queue or range of commits.

What a host does not tell is *unknown*, which is not empty: a description that nobody could read names no
task, and lacks none either. `hosts` fill the value, one file a host; nothing here judges it.
"""

from gov.change.change import Change
from gov.change.claims import Claims, claims_of
from gov.change.exemptions import Exemption, exemption_of, is_listed_bot, others_than
from gov.change.mentions import Mention, Standing, Where
from gov.change.model import ApprovedBy, AuthorKind, ChangedFile, ChangeRequest, Event
from gov.change.overrides import Override, flaws_of
from gov.change.template import templates_of

__all__ = [
    "ApprovedBy", "AuthorKind", "Change", "ChangeRequest", "ChangedFile", "Claims", "Event", "Exemption",
    "Mention", "Override", "Standing", "Where", "claims_of", "exemption_of", "flaws_of",
    "is_listed_bot", "others_than", "templates_of",
]  # fmt: skip
