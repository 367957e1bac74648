"""Submissions, threads and posts on clauses; screening; numbered events."""
