"""The dashboard's cards, one file each: a module here with a `card(subject)` is on the dashboard.

`ORDER` decides the place, lowest first; equal ones go by file name.
"""
