"""What is proved of `deploy/`: environment, services, settings, catalogues."""
