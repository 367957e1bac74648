"""A consultation, its phases, dates, house rules, team."""
