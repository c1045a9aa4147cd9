"""Fetches records from the sources and decides which ones to accept."""
