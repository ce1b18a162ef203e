"""What an incident is, what may be done with it, and what is kept beside it (4.1)."""
