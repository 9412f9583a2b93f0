"""Events: what takes place somewhere at some time, drafts until they are published."""
