"""What wording writes with: harmless text, sentences, HTML, the JSON document, summaries."""
