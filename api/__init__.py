"""The domain over HTTP for programs."""
