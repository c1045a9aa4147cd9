"""The nouns and the vocabulary they are made of."""
