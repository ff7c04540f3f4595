"""Reference: a card for every optimizer and surface, in teaching order."""

from optimizers import OPTIMIZERS
from surfaces import SURFACES
from ui.controls.cards import contents, optimizer_card, surface_card


def page() -> None:
    """Read from gradient descent to L-BFGS and see what each one adds."""
    card = contents()
    if card in OPTIMIZERS:
        optimizer_card(OPTIMIZERS[card])
    else:
        surface_card(SURFACES[card])
