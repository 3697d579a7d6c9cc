"""A web of several hundred pages, each with what is to be said of it; run through the engine, the command and the worker."""
