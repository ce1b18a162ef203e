"""What several States may decide to do together: four types, each with its parts (T-40 … T-44).

A response is a text. Its parts make the text, the text makes the fingerprint that a poll freezes.
"""
