"""What the words of the method mean, in each language: data, a file a language."""
