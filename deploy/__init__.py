"""How it is put together and served."""
