"""Pages that are no article, lines that belong to none, and paragraphs that every page repeats."""
