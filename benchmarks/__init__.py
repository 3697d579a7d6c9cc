"""The program beside its peers, in one run; see docs/benchmarks.md."""
