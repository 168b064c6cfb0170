"""Search: passages, encoder, dense and lexical search, and the saved index."""
