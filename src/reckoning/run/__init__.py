"""Where the pure functions execute."""
