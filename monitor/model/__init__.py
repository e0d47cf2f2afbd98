"""The words of the project as frozen dataclasses and enumerations; standard library only."""
