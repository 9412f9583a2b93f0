"""What every domain stands on: database, errors, limits, log. It knows no domain."""
