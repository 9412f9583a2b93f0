"""Numbers written down: alarms, badges and the report of a week. They are no formats of `gov check`."""
