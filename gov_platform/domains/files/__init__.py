"""Files: what is told of them in the database, and their bytes in the storage."""
