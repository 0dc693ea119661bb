"""English: carts, the shop's rules, passing on to a person, and talk."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    # Cart
    "cart_added": "Added to your cart: {title}, {price}. It now holds {items}, {total} together.",
    "cart_variant": "The {title} comes in {options}. Which one shall it be?",
    "cart_no_variant": "The {title} is not made in {wanted}; there is {options}.",
    "cart_out_of_stock": "The {title} is out of stock, so I have not added it.",
    "cart_variant_out": "The {title} in {wanted} is out of stock. In stock: {options}.",
    "cart_removed": "Taken out of your cart: {title}.",
    "cart_not_in": "Your cart does not hold the {title}.",
    "cart_empty": "Your cart is empty.",
    "cart_shown": "Your cart holds {items}, {total} together: {lines}.",
    "cart_line": "{quantity} × {title} ({price})",
    "cart_one": "1 item",
    "cart_many": "{count} items",
    # Shop policies and orders
    "policy": "Our page “{page}” says: “{quote}”",
    "policy_linked": "Our page “{page}” ({url}) says: “{quote}”",
    "policy_partly": "To the rest our pages do not say; I can ask a colleague. Shall I?",
    "policy_unknown": "Our pages do not say; I can ask a colleague. Shall I?",
    "order_status": "I cannot see orders yet, so I will not guess where yours is.",
    "cancel_order": "I cannot cancel orders yet. A colleague can, as long as it has not left.",
    "change_order": "I cannot change orders yet. A colleague can look at yours.",
    "return_or_exchange": "I cannot start a return myself yet; a colleague can.",
    "account_help": "I cannot open or change accounts. A colleague can help with yours.",
    "ask_handoff": "Shall I leave a note for a colleague?",
    # People
    "complaint": "I am sorry about that. It should not have happened.",
    "complaint_product": "I am sorry that the {title} let you down.",
    "strained": (
        "Sorry, this is harder than it should be.",
        "I am sorry, I have not been much help so far.",
    ),
    "offer_person": "I am not getting you there. Shall I leave a note for a colleague?",
    "handoff_declined": "All right, no note. I am here if you want to go on.",
    # Talk
    "greeting": (
        "Hello! Tell me what you are looking for, and I will find it in {shop}.",
        "Hi! What are you looking for today?",
    ),
    "greeting_name": "Hello {name}! What are you looking for today?",
    "thanks": ("You are welcome!", "Gladly. Anything else?"),
    "bye": "Goodbye, and come back any time.",
    "who": (
        "I am Daogou, the shopping assistant of {shop}: a program, not a person. I find and "
        "compare products, answer questions about them, and fetch a colleague when needed."
    ),
    "how_are_you": "All systems fine, thank you. What can I find for you?",
    "small_talk": "I am here for anything about the shop. What can I find for you?",
    "ok": "All right. What else can I do for you?",
    "deny": "All right. What would you like instead: another price, colour or brand?",
    "ask_relative": (
        "I cannot put the listings in that order. A limit helps me: a price, a colour, a size, a "
        "brand, or a word that the listing should say."
    ),
    "ask_what": (
        "What are you looking for? A kind of product and your limits are enough, such as "
        "“a lamp under $50, not black”."
    ),
    "out_of_scope": (
        "That is outside what I can help with. I can find, compare and explain products of {shop}, "
        "or leave a note for a colleague."
    ),
    "ask_empty": "I got an empty message. What are you looking for?",
    "ask_unreadable": "I could not read words in that. Could you write it in a sentence?",
    "failed": (
        "Something went wrong on my side while I worked on that; nothing was changed. Please try "
        "it again."
    ),
    "other_language": "I am still learning other languages, so I answer in English.",
}
