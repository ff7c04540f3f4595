"""Pages to measure against, apart: the folder of a script comes first on its path."""
