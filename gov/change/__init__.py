"""A change request as one value: pull request, merge request, merge queue or range of commits.

What a host does not tell is *unknown*, which is not empty: a description that nobody could read names no
task, and lacks none either. `hosts` fill the value, one file a host; nothing here judges it.
"""

from gov.change.model import ApprovedBy, AuthorKind, ChangedFile, ChangeRequest

__all__ = ["ApprovedBy", "AuthorKind", "ChangeRequest", "ChangedFile"]
