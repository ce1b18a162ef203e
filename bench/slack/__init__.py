"""Slack: how soon a command is acknowledged, how soon cards follow, what a second process gives."""
