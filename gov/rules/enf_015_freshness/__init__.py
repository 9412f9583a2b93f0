"""Is anything rotting?

Serves CONST-P10, Change Traceability: a date that nobody keeps and a task that nobody moves mislead whoever
reads them. It compares what the documents say of themselves with when they were changed.
"""

AWAITING = dict.fromkeys(
    ("review-overdue", "updated-drift", "stalled-task"),
    "needs the project's history, which this version does not read",
)
