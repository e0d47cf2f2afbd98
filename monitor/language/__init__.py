"""What the claims stage reads with: from an article's characters to anchored, scoped cues."""
