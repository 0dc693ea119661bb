"""English: the full set of texts. A tuple holds wordings that take turns."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    # Finding products
    "found_one": "I found one for {wanted}: the {offer}.",
    "found_many": (
        "Here are {count} for {wanted}. My first pick is the {offer}.",
        "For {wanted} I found {count}; I would start with the {offer}.",
    ),
    "found_reason": "{reason}.",
    "found_partly": (
        "No listing says {missing}, so take these as the closest within your limits; first the "
        "{offer}."
    ),
    "found_near": (
        "I am not sure that I have {wanted}. In meaning these come closest; first the {offer}."
    ),
    "found_more": "Here are {count} more for {wanted}, beginning with the {offer}.",
    "found_one_more": "One more for {wanted}: the {offer}.",
    "no_more": "That was everything that fits {wanted}. A wider limit would bring more.",
    "similar": "Close to the {of}: {count} to look at, first the {offer}.",
    "offer": "{title} at {price}",
    "offer_unpriced": "{title} (no price given)",
    "wanted_topic": "“{topic}”",
    "wanted_limits": "“{topic}” ({limits})",
    "wanted_only_limits": "your limits ({limits})",
    "wanted_nothing": "what you asked for",
    "currency_note": "Prices here are in {currency}; I took your limit as {limit}.",
    # Nothing fits
    "nothing_fits": "Nothing fits {wanted}.",
    "nothing_found": (
        "I found nothing for {wanted} in this shop. Another word for it, or what you need it for, "
        "may help me."
    ),
    "nearest_price_max": "None under {limit}; the cheapest is {price}, the {title}.",
    "nearest_cheaper": "None is cheaper: the cheapest is {price}, the {title}.",
    "nearest_dearer": "None is dearer: the dearest is {price}, the {title}.",
    "nearest_all": "Even with fewer limits there is little; closest is the {offer}.",
    "nearest_price_min": "None from {limit} up; the dearest is {price}, the {title}.",
    "nearest_min_rating": (
        "None with {limit} stars or more; the best rated has {rating} stars, the {offer}."
    ),
    "nearest_brand": "None by {limit}; closest is the {offer}, made by {brand}.",
    "nearest_colour": "None in {limit}; the {offer} comes in {colours}.",
    "nearest_colour_unsaid": "None in {limit}; closest is the {offer}.",
    "nearest_size": "None in size {limit}; the {offer} comes in {sizes}.",
    "nearest_size_unsaid": "None that lists size {limit}; closest is the {offer}.",
    "nearest_exclude": "All that come close are {limit}, such as the {offer}.",
    "nearest_measure": "None with {limit}; closest is the {offer}.",
    "nearest_in_stock": "None in stock now; the {offer} is out of stock.",
    "ask_relax": "Shall I show what there is?",
    # Recommending
    "recommend_known": (
        "Going by what you have looked at and bought, these could suit you; first the {offer}."
    ),
    "recommend_guest": (
        "I do not know your taste yet, so these are well liked here; first the {offer}."
    ),
    "recommend_none": "I have nothing to recommend within {wanted}.",
    # Comparing
    "compare": "{names}, side by side. {findings}",
    "compare_cheapest": "The {title} is the cheapest, at {price}.",
    "compare_cheaper": "The {title} is the cheaper one, by {difference}.",
    "compare_rated": "The {title} is rated best ({rating} stars).",
    "compare_alike": "They are alike in {names}.",
    "compare_praised": "Reviewers praise",
    "compare_complained": "Reviewers complain of",
    "which_price": "The cheaper one is the {title}, at {price}.",
    "which_dearer": "The dearer one is the {title}, at {price}.",
    "which_rating": "The better rated one is the {title}, with {rating} stars.",
    "which_attribute": "By the listings it is the {title}: {name} {value}, against {others}.",
    "which_attribute_unclear": "The listings do not settle that. {told}.",
    "which_told": "{title}: {name} {value}",
    "which_level": "They are level in that, going by their records.",
    "which_opinion": "Going by reviewers it is the {title}. {told}",
    "which_opinion_unclear": "Reviewers do not settle that. {told}",
    "which_opinion_told": "{title}: {told}",
    "compare_same": "Their records do not differ in anything else that I know of.",
    "ask_compare": "I need two products to compare. Tell me which, for example by their numbers.",
    "compare_price": "Price",
    "compare_rating": "Rating",
    "compare_brand": "Brand",
    "compare_category": "Category",
    "compare_colours": "Colours",
    "compare_sizes": "Sizes",
    "compare_stock": "In stock",
    "yes": "yes",
    "no": "no",
    "unsaid": "not stated",
    # Questions about a product
    "answer_yes": "Yes, going by the listing.",
    "answer_no": "No, going by the listing.",
    "answer_attribute": "{title}: {facts}.",
    "answer_fact": "{name} is given as “{value}”",
    "answer_listing": "The listing of the {title} says: “{quote}”",
    "answer_unsaid": "The listing of the {title} does not say, but reviewers do.",
    "answer_no_complaints": "No reviewer of the {title} gives it three stars or fewer.",
    "answer_clause": "“{quote}”",
    "aspect_one_praised": "The one reviewer who mentions the {aspect} praises it.",
    "aspect_one_complained": "The one reviewer who mentions the {aspect} complains of it.",
    "aspect_one_mentioned": "One reviewer mentions the {aspect}.",
    "aspect_both_praise": "Both reviewers who mention the {aspect} praise it.",
    "aspect_both_complain": "Both reviewers who mention the {aspect} complain of it.",
    "aspect_all_praise": "All {all} reviewers who mention the {aspect} praise it.",
    "aspect_all_complain": "All {all} reviewers who mention the {aspect} complain of it.",
    "aspect_praised": "{praise} of {all} reviewers who mention the {aspect} praise it.",
    "aspect_complained": "{complain} of {all} reviewers who mention the {aspect} complain of it.",
    "aspect_mixed": (
        "Of {all} reviewers who mention the {aspect}, {praise} praise it and {complain} complain "
        "of it."
    ),
    "aspect_mentioned": "{all} reviewers mention the {aspect}, without praise or complaint.",
    "answer_reviews": "Customers say about the {title}: {quotes}",
    "answer_quote": "“{quote}” ({author}, {stars} of 5 stars)",
    "answer_author": "a customer",
    "answer_price": "The {title} costs {price}.",
    "answer_price_reduced": "The {title} costs {price}, reduced from {list_price}.",
    "answer_no_price": "The listing of the {title} gives no price.",
    "answer_in_stock": "Yes, the {title} is in stock ({stock} left).",
    "answer_in_stock_unknown": "The {title} can be ordered; the record keeps no stock count.",
    "answer_out_of_stock": "No, the {title} is out of stock at the moment.",
    "answer_variant_in_stock": "Yes, the {title} in {variant} is in stock ({stock} left).",
    "answer_variant_out": "No, the {title} in {variant} is out of stock at the moment.",
    "answer_colours": "The {title} comes in {colours}.",
    "answer_sizes": "The {title} comes in {sizes}.",
    "answer_brand": "The {title} is made by {brand}.",
    "answer_rating": "The {title} has {rating} of 5 stars from {count} ratings.",
    "answer_about": "{title}, {price}. {description}",
    "answer_unknown": "The listing of the {title} does not say, and no review mentions it.",
    "answer_unknown_ask": "I can ask a colleague, if you like.",
    "ask_which_product": "Which product do you mean? Its number in the list or its name will do.",
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
    "policy_unknown": "Our pages do not say; I can ask a colleague. Shall I?",
    "order_status": "I cannot see orders yet, so I will not guess where yours is.",
    "cancel_order": "I cannot cancel orders yet. A colleague can, as long as it has not left.",
    "change_order": "I cannot change orders yet. A colleague can look at yours.",
    "return_or_exchange": "I cannot start a return myself yet; a colleague can.",
    "account_help": "I cannot open or change accounts. A colleague can help with yours.",
    "ask_handoff": "Shall I leave a note for a colleague?",
    # People
    "handoff": (
        "I have left note {number} for our people, with a summary of this conversation. They "
        "will read it; I cannot promise when."
    ),
    "handoff_again": "Note {number} about this conversation is with our people already.",
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
    # Limits as chips
    "limit_max": "under {amount}",
    "limit_min": "from {amount}",
    "limit_between": "{low} to {high}",
    "limit_rating": "{stars} stars or more",
    "limit_not": "not {value}",
    "limit_size": "size {value}",
    "limit_stock": "in stock",
    "limit_for": "for {value}",
    "limit_age": "age {value}",
    "limit_gift": "a gift",
    "for_men": "men",
    "for_women": "women",
    "for_kids": "kids",
    "for_girls": "girls",
    "for_boys": "boys",
    "for_baby": "a baby",
    "for_unisex": "everybody",
    "measure_exact": "{value} {unit}",
    "measure_max": "under {value} {unit}",
    "measure_min": "at least {value} {unit}",
    "measure_between": "{low} to {high} {unit}",
    "measure_length": "{amount} long",
    "measure_width": "{amount} wide",
    "measure_height": "{amount} tall",
    "measure_depth": "{amount} deep",
    "measure_diameter": "{amount} across",
    "measure_thickness": "{amount} thick",
    "measure_size": "{amount}",
    "measure_screen": "{amount} screen",
    "measure_weight": "{amount}",
    "measure_capacity": "{amount}",
    "measure_battery": "{amount} of battery",
    "measure_power": "{amount}",
    "measure_storage": "{amount} of storage",
    "measure_memory": "{amount} of memory",
    "measure_count": "{amount} pieces",
    "mended": "I read {slips}.",
    "mended_one": "“{said}” as “{meant}”",
    "or": "or",
    "and": "and",
    "sort_price_asc": "cheapest first",
    "sort_price_desc": "dearest first",
    "sort_rating": "best rated first",
    "sort_newest": "newest first",
    "sort_popular": "most popular first",
    # Reasons
    "reason_match": "Matches: {value}",
    "reason_meaning": "Fits what you described",
    "reason_without": "Without {value}",
    "reason_brand_affinity": "You have looked at {value} before",
    "reason_category_affinity": "You have looked at {value} before",
    "reason_bought_before": "You bought this before",
    "reason_seen_before": "You looked at this before",
    "reason_similar": "Similar to {value}",
    "reason_praised": "Reviewers praise: {value}",
    "reason_price_fit": "In your usual price range",
    "reason_rating": "{stars} stars from {count} ratings",
    # Quick replies: sentences that the assistant itself understands
    "say_under": "Under {amount}",
    "say_colour": "Only in {value}",
    "say_brand": "Only {value}",
    "say_rating": "Best rated first",
    "say_cheaper": "Something cheaper",
    "say_compare": "Compare the first two",
    "say_more": "Show me more",
    "say_yes": "Yes, please",
    "say_no": "No, thanks",
    "say_add_first": "Add the first one to my cart",
    "say_add_it": "Add it to my cart",
    "say_reviews": "What do customers say about it?",
    "say_cart": "Show my cart",
    "say_recommend": "Recommend me something",
    "say_delivery": "How long does delivery take?",
    "say_returns": "Can I send things back?",
    "say_person": "I want to talk to a person",
    "say_start_over": "Start over",
    "say_category": "Show me {value}",
    "say_option": "{value}",
}
