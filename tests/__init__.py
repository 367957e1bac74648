"""The suite mirrors consult/, api/ and frontend/."""
