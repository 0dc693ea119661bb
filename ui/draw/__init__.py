"""What stands on the pages, as markup: pure functions from the assistant's types to HTML."""
