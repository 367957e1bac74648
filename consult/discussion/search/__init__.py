"""Finding contributions and files by their words. Doors: `lookup`, for pages and programs alike; `post_index`, kept by actions."""
