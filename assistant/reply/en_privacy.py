"""English: texts about a shopper's own data."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    "my_data": "This is what the shop has of you, {name}: {things}.",
    "my_data_guest": (
        "I do not know who you are, so this is all there is: {things}. With your email address, or "
        "your name and postal code, I can look up what your customer account holds."
    ),
    "my_data_where": "All of it can be downloaded as a file.",
    "data_account": "your name, email ({email}) and address ({address})",
    "data_methods_one": "one way to pay, by reference only",
    "data_methods_many": "{count} ways to pay, by reference only",
    "data_orders_one": "one order",
    "data_orders_many": "{count} orders",
    "data_events_one": "one thing that you looked at or bought",
    "data_events_many": "{count} things that you looked at, rated or bought",
    "data_cart_one": "one thing in your cart",
    "data_cart_many": "{count} things in your cart",
    "data_conversations_one": "this conversation",
    "data_conversations_many": "{count} conversations, this one included",
    "ask_forget_customer": (
        "I would erase your name, email, address, what you looked at, your cart and all "
        "conversations, this one included. Orders stay without your name, as book-keeping wants. "
        "It cannot be undone. Shall I do that? (yes or no)"
    ),
    "ask_forget_elsewhere": (
        "I would erase what you looked at, your cart and all conversations, this one included. "
        "Your account and orders lie in the shop's order system, where only the shop can erase "
        "them. It cannot be undone. Shall I do that? (yes or no)"
    ),
    "ask_forget_guest": (
        "I would erase this conversation and its cart. It cannot be undone. Shall I do that? (yes "
        "or no) If you have a customer account, tell me first who you are, and I erase that too."
    ),
    "forget_later": (
        "{orders} is not finished yet, and needs your name and address until it is. Please ask me "
        "again after that."
    ),
    "forget_later_many": (
        "{orders} are not finished yet, and need your name and address until they are. Please ask "
        "me again after that."
    ),
    "forgotten_customer": (
        "Done: I have erased all that I had of you. Orders stay without your name."
    ),
    "forgotten_elsewhere": (
        "Done: I have erased all that I had of you. For your account and orders please ask the "
        "shop."
    ),
    "forgotten_guest": "Done: I have erased this conversation.",
    "forget_declined": "All right, everything stays as it is.",
    "data_unreachable": (
        "I cannot reach the shop's records just now, so nothing was looked up or erased. Please "
        "try again in a few minutes."
    ),
}
