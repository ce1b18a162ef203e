"""Meetings of parties: which kinds there are, when they fit everybody, and how they go on.

A meeting is one frozen value; each act gives a new one or is refused. Whoever was ever sent an
invitation learns of each change by the same meeting with a higher `sequence` (iTIP, RFC 5546).
"""
