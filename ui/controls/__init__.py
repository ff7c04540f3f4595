"""Scenario and session, parameters and widgets, the player as a component."""
