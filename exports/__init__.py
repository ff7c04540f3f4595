"""Scenarios to take away: as code that reproduces their paths."""
