"""The open data of a consultation as a bundle that a stranger can check. Door: `bundle`."""
