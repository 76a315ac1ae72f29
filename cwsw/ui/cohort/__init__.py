"""Our list: who is on it, who may be missing, the lists compared, who has been told."""
