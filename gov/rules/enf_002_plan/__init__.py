"""Does each plan item stand on a principle?

Serves CONST-P6, Spec-Driven Change Flow, and CONST-P10, Change Traceability: in a plan item a principle
becomes something that can be built, and whoever follows a task upwards passes through it.
"""
