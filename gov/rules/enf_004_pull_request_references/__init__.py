"""Does this change name the task it serves?

Serves CONST-P10, Change Traceability: whoever reads a change later finds the reason for it. All of its
diagnostics judge a pull or merge request, its title, its description and its commits.
"""
