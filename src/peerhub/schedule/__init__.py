"""When something meets: one model of a schedule, from which sentences, dates, rules and forms follow."""
