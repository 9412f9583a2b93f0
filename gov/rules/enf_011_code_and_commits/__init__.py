"""Do code and commits name tasks that exist?

Serves CONST-P10, Change Traceability: the way from a line of code to the reason for it goes over its
commit, or over a mark in a comment beside it. The commits it looks at are those that the base does not
have; their findings stand at the beginning of the first document that declares a task, since a commit is
no file.
"""
