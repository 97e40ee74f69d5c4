"""`achyq check`: what it knows besides the schema, and how it says it."""
