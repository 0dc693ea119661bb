"""Intents, as the service desk groups them."""

from assistant.types import Intent

AT_DESK = (
    Intent.ORDER_STATUS,
    Intent.CANCEL_ORDER,
    Intent.CHANGE_ORDER,
    Intent.RETURN_OR_EXCHANGE,
)
"""Intents that need records, unless the message asks for the rules."""
MEANT_FOR_DESK = (
    *AT_DESK,
    Intent.PAYMENT_QUESTION,
    Intent.DELIVERY_QUESTION,
    Intent.ACCOUNT_HELP,
    Intent.AFFIRM,
    Intent.OUT_OF_SCOPE,
)
"""Intents that an answer to the desk's question may be taken for."""
SHOPPING = (
    Intent.FIND_PRODUCT,
    Intent.RECOMMEND,
    Intent.COMPARE_PRODUCTS,
    Intent.ADD_TO_CART,
)
"""Intents that are not for the desk, unless it waits for things to be named."""
