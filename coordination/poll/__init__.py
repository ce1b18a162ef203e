"""How the parties of a group decide (DR-01 … DR-34).

A poll is a record frozen when it opens: who may answer, by which rule, on which text, until when,
with whose credentials. Ballots are only ever added to it. The outcome is a function of the record
and its votes, so it can be counted again at any time, by anybody, with the same result.
A poll decides a text; it never commits a party to anything (DR-30).
"""
