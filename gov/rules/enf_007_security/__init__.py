"""Do the documents give away a secret, and what did the security scanners find?

Serves CONST-P5, Security by Default: a key in a document is a key in every clone of it.
"""

AWAITING = {
    "secret-in-document": "needs the scan of governed text, which this version does not hold",
    "scanner-finding": "needs a scanner's report as evidence, which this version does not read",
}
