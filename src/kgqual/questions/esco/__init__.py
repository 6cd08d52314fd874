"""What the questions about ESCO's occupations and skills share."""
