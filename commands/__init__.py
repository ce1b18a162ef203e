"""What people may ask: one declared class each."""
