"""Does this change name the task it serves?

Serves CONST-P10, Change Traceability: whoever reads a change later finds the reason for it. All of its
diagnostics judge a pull or merge request, its title, its description and its commits.
"""

_CHANGE = "needs a change request, which this version does not read"

AWAITING = dict.fromkeys(
    (
        "none", "unknown-task", "task-added-here", "malformed", "only-in-comment", "only-in-code-block",
        "only-in-quote", "placeholder", "wrong-kind", "status-forbids", "blocked-dependency", "untraced-task",
        "scope-mismatch", "undeclared-completion", "checklist-open", "commit-mismatch", "too-large",
        "body-incomplete", "exempt", "override", "override-invalid",
    ),
    _CHANGE,
)  # fmt: skip
