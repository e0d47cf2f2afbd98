"""What track decides with: the table of transitions, named rules, which claim decides, disputes."""
