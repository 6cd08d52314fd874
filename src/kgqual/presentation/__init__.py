"""Answers as people and spreadsheets take them: what the command line and the web share."""
