"""Everything that is kept about a person, for themselves: `sections` as values, `files` to take away, `holdings`: what stays and why."""
