"""The figures of `evaluate`: predictions against labelled timelines and texts."""
