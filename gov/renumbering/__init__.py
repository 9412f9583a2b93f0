"""One item given another number: what has to be written where, worked out before anything is."""

from gov.renumbering.baselines import edits_of_baseline
from gov.renumbering.code import edits_of_code
from gov.renumbering.plan import Plan, planned
from gov.renumbering.words import Renumbering

__all__ = ["Plan", "Renumbering", "edits_of_baseline", "edits_of_code", "planned"]
