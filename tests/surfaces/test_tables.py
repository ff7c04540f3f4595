"""A person's own table: what is read, and in which words it is refused."""

import contextlib
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surfaces.tables import MOST_ROWS, read, table

GOOD = b"x,y,colour\n1,2,red\n2,3,blue\n3,5,red\n4,4,blue\n"


def test_columns_are_taken_by_name_the_target_last():
    found = table(read(GOOD), ("y", "x"), classes=False)
    assert found.names == ("y", "x")
    np.testing.assert_array_equal(found.columns, [[2, 3, 5, 4], [1, 2, 3, 4]])


def test_classes_may_be_words():
    np.testing.assert_array_equal(table(read(GOOD), ("x", "colour"), True).columns[1], [1, 0, 1, 0])


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfx,y\r\n1,2\r\n2.5,3\r\n3,5\r\n",
        b"x;y\n1;2\n2,5;3\n3;5\n",
        b"x\ty\n1\t2\n2.5\t3\n3\t5\n",
        b'"x","y"\n" 1 ","2"\n2.5,3\n\n3,5',
        b"x,y\n1,2\nNA,7\n2.5,3\n,\n3,5\n8,\n",
    ],
    ids=["windows", "semicolons", "tabs", "quotes", "holes"],
)
def test_other_ways_to_write_the_same(content):
    columns = table(read(content), ("x", "y"), False).columns
    np.testing.assert_array_equal(columns, [[1, 2.5, 3], [2, 3, 5]])


NO_TABLE = [
    (b"", "The file is empty"),
    (b"\n , \n", "The file is empty"),
    (b"x,y\n" + b"1,2\n" * 30_000_000, "The file has 120.0 MB; at most 1 MB is read"),
    (b"x,y\n" + b"1,2\n" * (MOST_ROWS + 1), "The file has 5,001 rows; at most 5,000 are read"),
    (
        "größe,y\n1,2\n".encode("latin-1"),
        "The file is not text in UTF-8: save it as “CSV UTF-8”",
    ),
    (b"PK\x03\x04\xff\xfe", "The file is not text in UTF-8: save it as “CSV UTF-8”"),
    (b"1,2\n3,4\n", "The first row must name the columns; here it has numbers"),
    (b"x,\n1,2\n", "The first row must name every column; one has no name"),
    (b"x,x\n1,2\n", "Two columns are called “x”"),
    (b"x,y\n1,2\n3\n", "Row 3 has 1 cell, but the first has 2"),
]


@pytest.mark.parametrize(("content", "said"), NO_TABLE)
def test_what_is_no_table_is_refused_with_a_sentence(content, said):
    began = time.perf_counter()
    with pytest.raises(ValueError, match="^" + said.replace("(", r"\(") + "$"):
        read(content)
    assert time.perf_counter() - began < 1


NO_EXAMPLES = [
    (GOOD, ("x", "z"), False, "The table has no column “z”"),
    (b"x\n1\n", ("x", "y"), False, "The table has 1 column; 2 are needed"),
    (GOOD, ("x", "x"), False, "“x” is chosen twice"),
    (GOOD, ("x", "colour"), False, "Row 2 of “colour” is not a number: “red”"),
    (GOOD, ("colour", "x"), False, "Row 2 of “colour” is not a number: “red”"),
    (GOOD, ("x", "y"), True, "“y” must have two values, one for each class; it has 4"),
    (b"x,y\n1,2\n", ("x", "y"), False, "There must be at least 3 rows; there are 1"),
    (b"x,y\n", ("x", "y"), False, "There must be at least 3 rows; there are 0"),
    (b"x,y\n1,2\nNA,3\n2,\n", ("x", "y"), False, "There must be at least 3 rows; there are 1"),
    (
        b"x,y\n1,2\n1,3\n1,5\n",
        ("x", "y"),
        False,
        "“x” is 1 in every row: nothing can be learned",
    ),
    (b"x,y\n1,2\n2,1e400\n1,5\n", ("x", "y"), False, "Row 3 of “y” is not a number: “1e400”"),
    (b"x,y\n1,2\n2,1e300\n1,5\n", ("x", "y"), False, "Row 3 of “y” is not a number: “1e300”"),
    (b"x,y\n1,2\n2,1_0\n1,5\n", ("x", "y"), False, "Row 3 of “y” is not a number: “1_0”"),
    (b"x,z,y\n1,-2,3\n2,0,1\n3,2,5\n", ("x", "z", "y"), False, "“x” and “z” say the same"),
]


@pytest.mark.parametrize(("content", "names", "classes", "said"), NO_EXAMPLES)
def test_columns_that_do_not_do_are_refused_with_a_sentence(content, names, classes, said):
    with pytest.raises(ValueError, match=f"^{said}"):
        table(read(content), names, classes)


@given(st.binary(max_size=200) | st.text("xy,;\t\"'\n01.-e", max_size=60).map(str.encode))
def test_whatever_is_in_a_file_it_is_read_or_refused(content):
    with contextlib.suppress(ValueError):
        cells = read(content)
        columns = table(cells, list(cells)[:2], classes=False).columns
        assert np.isfinite(columns).all()


def test_tables_are_equal_where_names_and_numbers_are():
    one, other = (table(read(GOOD), ("x", "y"), False) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != table(read(GOOD), ("y", "x"), False)
