"""Do code and commits name tasks that exist?

Serves CONST-P10, Change Traceability: the way from a line of code to the reason for it goes over its
commit.
"""

_HISTORY = "needs the project's history, which this version does not read"
_MARKERS = "needs the markers in the project's code as evidence, which this version does not read"

AWAITING = {
    "commit-without-task": _HISTORY,
    "commit-unknown-task": _HISTORY,
    "bypass-marker": _HISTORY,
    "marker-unknown-id": _MARKERS,
    "completed-without-code": _MARKERS,
}
