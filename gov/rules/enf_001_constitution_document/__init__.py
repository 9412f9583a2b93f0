"""Is there a valid constitution?

Serves CONST-P6, Spec-Driven Change Flow: every plan item, specification and decision answers to a principle,
so the document that holds the principles has to be there, to be whole, and to say which version is meant.
"""
