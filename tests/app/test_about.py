"""The About page names every paper."""

from optimizers import OPTIMIZERS
from plots.view import AboutView
from surfaces import SURFACES
from tests.app.page import Page


class AboutPage(Page):
    address, looks = "about", AboutView


def test_every_paper_is_named():
    said = AboutPage.opened(drawers=()).said
    for each in (*OPTIMIZERS.values(), *SURFACES.values()):
        assert each.reference in said
