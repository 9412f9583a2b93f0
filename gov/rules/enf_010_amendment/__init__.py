"""Was the constitution changed the way it says itself?

Serves CONST-P6, Spec-Driven Change Flow: the rules for changing the rules hold for everybody. It compares
the constitution before and after a change, and judges the change that did it.
"""

_CHANGE = "needs a change request and its base, which this version does not read"

AWAITING = dict.fromkeys(
    (
        "no-decision", "no-impact-matrix", "approvals", "version-not-bumped", "downstream-stale", "weakened",
        "migration-missing", "self-exempting",
    ),
    _CHANGE,
)  # fmt: skip
