"""What programs ask of every site."""
