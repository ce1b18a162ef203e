"""Fixtures that every part of the tests may ask for: real servers, started when first asked for."""
