"""Published rule sets, one module each."""
