"""Question sets -> metrics and reports; benchmarks."""
