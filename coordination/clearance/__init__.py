"""Clearance within one State or agency, before it answers what it is asked (001 §7.3, D5)."""
