"""Pictures: tables drawn by matplotlib, as wide as a phone, in one ink."""
