"""What Rembuk knows and does; it knows nothing of HTTP."""
