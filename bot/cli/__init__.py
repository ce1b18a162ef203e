"""The command line: a small module for each command, which declares and does it."""
