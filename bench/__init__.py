"""What Comity costs, measured against the least that could do the same: `make bench`."""
