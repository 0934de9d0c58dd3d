"""surveyor: from a problem in words to venues, recent papers, baselines with evidence, and a reading list."""

__version__ = "0.1.0"
