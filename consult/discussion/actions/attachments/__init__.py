"""What is done with files of a submission: put with a letter, taken in, read by a worker, thrown away."""
