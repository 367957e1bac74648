"""By what files that Rembuk wrote itself are known when they come back, and what they say of their own clauses."""
