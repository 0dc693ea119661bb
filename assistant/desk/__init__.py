"""The service desk: orders, returns, identity, confirmations and people.

message -> talk (what is asked of which order) -> operations (may it be done, and what exactly
would happen) -> confirmation -> backend (done once, all or nothing) -> reply
"""
