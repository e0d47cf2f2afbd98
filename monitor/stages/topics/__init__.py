"""What classify works with: an article in blocks."""
