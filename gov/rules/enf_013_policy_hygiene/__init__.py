"""Are the exceptions themselves in order?

Serves CONST-P8, Incremental Hardening: an exception is a debt with a reason and a day. These rules run after
all others and cannot be excused in the text themselves.
"""
