"""The tests, one folder for each floor of the code; `support` holds what several share."""
