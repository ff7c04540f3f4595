"""What the About page shows."""

from dataclasses import dataclass

from parameters import Declared


@dataclass(frozen=True)
class AboutView(Declared):
    """The same for everybody."""
