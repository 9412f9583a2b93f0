"""Is each task executable and honestly reported?

Serves CONST-P9, Testable Units, and CONST-P10, Change Traceability: a task says what it serves, who does it, how large
it is and how to tell that it is done; and its status agrees with its criteria.
"""
