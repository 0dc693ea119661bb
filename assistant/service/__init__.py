"""What the assistant can do: one file a service; each turns an action into an outcome."""
