"""Evidence, findings and the ledger on disk."""
