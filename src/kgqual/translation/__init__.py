"""The translation team's workbench: what is to be translated, and everything that helps with it."""
