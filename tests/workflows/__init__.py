"""The ready-to-use workflows: valid, safe, and doing what they promise."""
