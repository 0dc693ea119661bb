"""The shop as tools for other agents: MCP and LangChain."""
