"""Is every endpoint documented?

Serves CONST-P1, API First: what a client can call is described before it is called. Its evidence is an
OpenAPI description, and for changes that break clients the description before and after.
"""

TITLE = "API documentation"
