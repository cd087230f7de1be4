"""Findings to what we reckon: pure."""
