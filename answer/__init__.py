"""Answers in a publication's own words, or an honest refusal."""
