"""The domain over HTTP for people."""
