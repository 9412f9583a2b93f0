"""Is each specification complete?

Serves CONST-P6, Spec-Driven Change Flow: what is built is first written down as requirements that can be
tested, and agreed on without open questions.
"""
