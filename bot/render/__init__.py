"""Pages and sentences → words in a reader's language, as plain text or Matrix's HTML.

`pages` makes whole messages, `fill` one sentence; a `Writer` is the part that a platform changes.
"""
