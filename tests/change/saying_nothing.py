"""Words that are no reason, wherever one is asked for."""

NOTHING = (
    "none", "None.", "NONE", "n/a", "N/A", "na", "nil", "null", "vacant", "unassigned", "nobody", "tbd",
    "tba", "todo", "TODO", "no", "no reason", "-", "--", "---", "–", "—", ".", "..", "...", "…", "?",
    "TBD", "(none)", "*none*", "_tbd_", "`n/a`", '"todo"', "[ ]", "<none>", "\u00a0",
)  # fmt: skip
REASONS = (
    "a typing error",
    "none of it runs",
    "no change of behaviour",
    "TODO list moved",
    "null is now read",
)
