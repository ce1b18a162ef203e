"""The Matrix edge: end-to-end encrypted rooms, through matrix-nio's Olm machine and plain HTTP."""
