"""Do the documents give away a secret, and what did the security scanners find?

Serves CONST-P5, Security by Default: a key in a document is a key in every clone of it.
"""
