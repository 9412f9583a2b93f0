"""Health: whether the platform and each part that it needs answer.

The form is health+json, draft-inadarei-api-health-check-06.
"""
