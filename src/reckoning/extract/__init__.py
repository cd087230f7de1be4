"""Text to findings: pure."""
