"""Jobs as administrators see them: what waits, what runs, what was given up, and what to do about it."""
