"""Was the constitution changed the way it says itself?

Serves CONST-P6, Spec-Driven Change Flow: the rules for changing the rules hold for everybody. It compares
the constitution before and after a change, and judges the change that did it.

That the version was not raised is said once, by ENF-001.version-not-bumped; that a principle was removed
which something still cites, by ENF-001.removed-principle.
"""

_CHANGE = "needs a change request and its base, which this version does not read"

AWAITING = {
    **dict.fromkeys(("no-decision", "no-impact-matrix", "approvals", "self-exempting"), _CHANGE),
    # A base tells who cites a principle whose words changed; who looked at it again, only a matrix tells.
    "downstream-stale": "needs the impact matrix of a change request, which this version does not read",
}
