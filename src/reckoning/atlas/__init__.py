"""Boundaries and gazetteer, shipped with their licences."""
