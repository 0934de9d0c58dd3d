"""Scores as pure functions of texts, papers and citations."""
