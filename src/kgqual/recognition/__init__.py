"""Recognition of foreign qualifications: a look-up that supports a decision and makes none."""
