"""How far the responses of States go together: what is on record of each, side by side (X6).

Nothing here ranks States, and nobody's silence is read as an answer.
"""
