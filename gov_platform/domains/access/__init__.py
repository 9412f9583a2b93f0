"""Access: who has which role, what is shared with whom, and who changed what.

Other domains import `resources`, which finds what a caller may see of theirs.
"""
