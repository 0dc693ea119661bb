"""What a shop keeps of its conversations: events, carts, notes for people, feedback."""

from assistant.storage.shop_data import CartLine, Note, ShopData, open_shop_data

__all__ = ["CartLine", "Note", "ShopData", "open_shop_data"]
