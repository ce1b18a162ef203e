"""A drill: a written scenario against the real bot, with recording rooms and a moved clock."""
