"""Plans of action: what, by which organisation, when; accepted action by action (U-35 … U-38)."""
