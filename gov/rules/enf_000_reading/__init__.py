"""Could every governed file be read as it was meant?

Serves CONST-P10, Change Traceability: a chain can only be followed through text that reader and machine see
alike. What is found here often explains what other families would find: it is told once, where it begins.
"""
