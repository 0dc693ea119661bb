"""What a shop keeps of its conversations: events, carts, feedback."""

from assistant.storage.shop_data import CartLine, ShopData, open_shop_data

__all__ = ["CartLine", "ShopData", "open_shop_data"]
