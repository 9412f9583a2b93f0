"""Does every reference hold, and does every item lead up to a principle?

Serves CONST-P10, Change Traceability: what is built can be followed up to the reason for building it. Each
reference is resolved once to one outcome, and each diagnostic here is one outcome; so a torn reference is
one finding.
"""
