"""Jobs: what is done after a request, kept in the database that the request changes.

A domain declares a `Handler` in its module `jobs` and calls `enqueue` in the unit of work whose change
causes the job: both are committed, or neither is. A worker leases what is due and runs it. Whatever a handler
changes by its `Run.work` is committed together with the end of the job, so that it happens once however
often workers die; what leaves the database happens at least once, and carries the job's key.
"""
