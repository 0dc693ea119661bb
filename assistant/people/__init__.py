"""Bringing a person in: tickets, a live conversation with the shop's people, and what they hear of.

reason -> hand_off (what is told to whom) -> tickets (durable) -> inbox page, webhook, email
"""
