"""The batches: every image once an epoch, the same for everybody."""

import numpy as np
import pytest

from networks.batches import batches, batches_of


@pytest.mark.parametrize(("count", "size"), [(10, 3), (10, 5), (10, 10), (10, 99), (5000, 128)])
def test_an_epoch_goes_through_all_images_in_equal_batches(count, size):
    found = list(batches(count, size, 1, seed=0))
    assert sorted(np.concatenate(found)) == list(range(count))
    sizes = {len(batch) for batch in found}
    assert max(sizes) <= size
    assert max(sizes) - min(sizes) <= 1
    assert len(found) == batches_of(count, size)


def test_an_epoch_depends_on_its_seed_and_its_number_alone():
    short, long, other = (list(batches(20, 20, *given)) for given in [(2, 0), (3, 0), (2, 1)])
    for one, same in zip(short, long, strict=False):
        np.testing.assert_array_equal(one, same)
    assert not np.array_equal(short[0], short[1])
    assert not np.array_equal(short[0], other[0])
