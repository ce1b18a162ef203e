"""A drill: a written scenario, played against the real bot with recording rooms and a moved clock."""
