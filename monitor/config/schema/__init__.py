"""The configuration as frozen values: what each file may hold, with defaults."""
