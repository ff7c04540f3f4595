"""The images: what the repository holds is what its documentation says."""

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from networks import digits
from networks.digits import SIDE

DATA = Path(__file__).parents[2] / "data"


def test_every_digit_is_there_as_often():
    for images, count in zip(digits(), (5000, 1000), strict=True):
        assert images.x.shape == (count, SIDE * SIDE)
        np.testing.assert_array_equal(np.bincount(images.labels), np.full(10, count // 10))


def test_no_test_image_is_learnt_from():
    train, test = ({row.tobytes() for row in images.x} for images in digits())
    assert len(train) == 5000
    assert not train & test


def test_pixels_are_centred_and_scaled_by_the_training_images():
    train, test = (images.x for images in digits())
    assert train.mean() == pytest.approx(0, abs=1e-12)
    assert train.std() == pytest.approx(1)
    assert test.mean() == pytest.approx(0, abs=0.02)
    assert train.min() == test.min()


def test_nobody_can_change_them():
    with pytest.raises(ValueError, match="read-only"):
        digits().train.x[0] = 0


def test_the_file_is_the_one_that_is_described():
    content = (DATA / "digits.npz").read_bytes()
    known = re.findall(r"`([0-9a-f]{32})`", (DATA / "README.md").read_text())
    assert hashlib.md5(content).hexdigest() in known
    assert len(content) < 1_200_000
