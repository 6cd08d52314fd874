"""How far one thing's parts are covered by another's: standards, what offers them, comparing."""
