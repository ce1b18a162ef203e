"""A copy of everything that is kept, in one encrypted file, and the way back.

The rows are read in one snapshot and written as plain values, so a copy of one kind of database
can be put into the other. The Matrix folder is copied before the snapshot: its sync token is then
never ahead of the receipts, and what it brings again is known to them.
"""
