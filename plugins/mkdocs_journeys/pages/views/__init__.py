"""What each page shows: frozen values that templates only have to place."""
