"""A reckoning as pages and exports."""
