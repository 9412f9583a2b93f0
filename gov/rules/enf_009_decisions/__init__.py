"""Is each decision well-formed and current?

Serves CONST-P6, Spec-Driven Change Flow: a decision that costs more than a day to undo is written down with
its reason, and a reader can tell whether it still holds.
"""
