"""Bytes to Text."""
