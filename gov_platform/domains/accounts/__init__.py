"""Accounts: who people are, how they prove it, and how long they stay signed in.

Other domains import `callers` and `roles` alone.
"""
