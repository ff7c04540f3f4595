"""The app's own pictures, each as an address that holds it: a file would be read at every move."""

import base64
from pathlib import Path

_FOLDER = Path(__file__).parent.parent


def _held(name: str) -> str:
    content = base64.b64encode((_FOLDER / name).read_bytes()).decode("ascii")
    return f"data:image/svg+xml;base64,{content}"


ICON, LOGO = _held("icon.svg"), _held("logo.svg")
