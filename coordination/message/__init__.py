"""A message that several States send together: drafted, frozen, signed, dispatched (4.3, T-42)."""
