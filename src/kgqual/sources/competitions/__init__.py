"""What WorldSkills and TurkicSkills share: tables of competitions, skills and sections."""
