"""The numbers, one file a group: each public module here says in `ORDER` where it stands and gives `measure`.

`measure(known)` yields the metrics of the group, in the order in which they are shown.
"""
