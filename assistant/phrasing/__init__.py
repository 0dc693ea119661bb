"""An optional language model that rephrases replies and answers small talk, held to the records."""
