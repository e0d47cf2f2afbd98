"""The only SQL: functions take a transaction and return model types; they never commit."""
