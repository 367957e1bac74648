"""The pages of a letter before it is sent."""
