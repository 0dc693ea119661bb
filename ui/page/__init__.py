"""What happens on the chat page, without anything of how it is shown in a browser."""
