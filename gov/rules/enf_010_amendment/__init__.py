"""Was the constitution changed the way it says itself?

Serves CONST-P6, Spec-Driven Change Flow: the rules for changing the rules hold for everybody. It compares
the constitution before and after a change, and judges the change that did it.

That the version was not raised is said once, by ENF-001.version-not-bumped; that a principle was removed
which something still cites, by ENF-001.removed-principle.
"""
