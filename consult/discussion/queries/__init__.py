"""What can be asked about a discussion, a module a subject or page. What the viewer may not see is not found."""
