"""Reckoning: conflicting reports of mass violence in, an auditable casualty record out."""
