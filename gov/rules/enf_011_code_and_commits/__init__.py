"""Do code and commits name tasks that exist?

Serves CONST-P10, Change Traceability: the way from a line of code to the reason for it goes over its
commit. What it looks at are the commits that the base does not have; their findings stand at the
beginning of the first document that declares a task, since a commit is no file.
"""

_MARKERS = "needs the markers in the project's code as evidence, which this version does not read"

AWAITING = {
    "marker-unknown-id": _MARKERS,
    "completed-without-code": _MARKERS,
}
