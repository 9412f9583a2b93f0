"""Do code and commits name tasks that exist?

Serves CONST-P10, Change Traceability: the way from a line of code to the reason for it goes over its
commit.
"""
