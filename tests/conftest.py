"""Settings that every test shares."""

from hypothesis import settings

# Machines under load make single examples slow; a deadline would only report that.
settings.register_profile("descent", deadline=None)
settings.load_profile("descent")
