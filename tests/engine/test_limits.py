"""Work that takes longer than it may ends, whatever it is."""

import time

import pytest

from engine import run
from engine.limits import TooMuchWorkError, at_most, foresee, go_on
from engine.sweep import sweep
from optimizers import Adam
from surfaces import Rosenbrock


@pytest.mark.parametrize("work", [run, sweep])
def test_work_ends_when_the_time_is_over(work):
    with at_most(0.0), pytest.raises(TooMuchWorkError):
        work(Adam(), Rosenbrock(), (-1.5, 2.0), 100)


def test_work_within_the_limit_is_the_same_work():
    free = run(Adam(), Rosenbrock(), (-1.5, 2.0), 100)
    with at_most(60.0):
        assert (run(Adam(), Rosenbrock(), (-1.5, 2.0), 100).w == free.w).all()


def test_there_is_no_limit_outside_the_block():
    with pytest.raises(TooMuchWorkError), at_most(0.0):
        go_on()
    go_on()


def test_only_the_threads_own_work_counts():
    with at_most(0.05):
        time.sleep(0.1)
        go_on()


def test_what_cannot_end_in_time_is_foreseen():
    began = time.thread_time()
    while time.thread_time() - began < 0.05:
        pass
    with at_most(0.4):  # about 0.05 taken
        foresee(0.5, began)
        with pytest.raises(TooMuchWorkError):
            foresee(0.01, began)
    with at_most(60.0):
        foresee(1e-9, began)  # too early to tell
