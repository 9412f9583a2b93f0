"""Is what is called done shown by a test?

Serves CONST-P9, Testable Units: a criterion that is ticked has something that would fail if it were not so.
Its evidence is what the last test run left: results, coverage and the markers that tie a test to a
criterion.
"""
