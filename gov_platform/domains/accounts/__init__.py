"""Accounts: who people are, how they prove it, and how long they stay signed in.

Other domains import `callers`, `identities` and `roles`, to say who may come to their routes; `directory` is
for the domain that administers everybody's accounts.
"""
