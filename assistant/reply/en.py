"""English: what is said of products. A tuple holds wordings that take turns."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    # Finding products
    "found_one": "I found one for {wanted}: the {offer}.",
    "found_many": (
        "Here are {count} for {wanted}. My first pick is the {offer}.",
        "For {wanted} I found {count}; I would start with the {offer}.",
    ),
    "found_furthest": "Of all {count} the {furthest} is the {offer}: {said}.",
    "found_furthest_stated": (
        "Of the {stated} whose listings say so the {furthest} is the {offer}: {said}."
    ),
    "found_need": (
        "For that I would start with the {offer}. Here are {count} that may help.",
        "Here are {count} that may help with that; I would begin with the {offer}.",
    ),
    "found_need_one": "For that I have the {offer}.",
    "found_need_limits": "Here are {count} that may help ({limits}), first the {offer}.",
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
    "found_by_photo": "What looks most like your picture, by form and colour: the {offer}.",
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
    "nearest_exclude": "All that come close are ruled out by “not {limit}”, such as the {offer}.",
    "nearest_measure": "None with {limit}; closest is the {offer}.",
    "nearest_in_stock": "None in stock now; the {offer} is out of stock.",
    "nearest_reduced": "None is reduced now; the {offer} is not.",
    "ask_relax": "Shall I show what there is?",
    # Recommending
    "recommend_limits": "Here are {count} ({limits}), beginning with the {offer}.",
    "recommend_limits_one": "There is one ({limits}): the {offer}.",
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
    "which_price_of": "The cheapest of these is the {title}, at {price}.",
    "which_dearer_of": "The most expensive of these is the {title}, at {price}.",
    "which_rating_of": "The best rated of these is the {title}, with {rating} stars.",
    "which_recorded": "Going by the records it is the {title}.",
    "which_recorded_level": "Going by the records these are level: {names}.",
    "which_stars": "{rating} stars",
    "which_tied": "Ahead of the others, and level, are {names}: {told}.",
    "among_yes": "Yes: {names}.",
    "among_none": "No, going by their records: {names}.",
    "among_not": "Not so, going by the records: {names}.",
    "among_unsaid": "The records of {names} do not say.",
    "among_unknown": "None of their records says that.",
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
}
