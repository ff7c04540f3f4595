"""The lessons: a question about a run, what happened, and why. Each is one file of data."""

from lessons.lesson import EXPERIMENTS, GROUPS, LESSONS, Experiment, Lesson, Link

__all__ = ["EXPERIMENTS", "GROUPS", "LESSONS", "Experiment", "Lesson", "Link"]
