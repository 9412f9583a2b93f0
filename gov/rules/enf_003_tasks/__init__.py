"""Is each task executable and honestly reported?

Serves CONST-P9, Testable Units, and CONST-P10, Change Traceability: a task says who does what for which
reason, how one will see that it is done, and its status says no more than its criteria show. Kinds of a
team's own are held to the fields and statuses that their configuration names.
"""
