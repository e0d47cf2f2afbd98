"""What parse reads with: bytes, dates, items and JSON of feeds."""
