"""The directory: its model, how it is read, its rules, and what follows from the calendar."""
