"""Is anything rotting?

Serves CONST-P10, Change Traceability: a date that nobody keeps and a task that nobody moves mislead whoever
reads them. It compares what the documents say of themselves with the day, and with when they were changed.
"""
