"""Everything that an installation is, in one file and out of it again: database, secret, and stored files."""
