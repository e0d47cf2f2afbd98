"""The imperative shell: read, decide, write; one unit of work a call, safe to repeat."""
