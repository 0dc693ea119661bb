"""English: texts about changing a search, relative wishes, which product is meant, and why."""

from collections.abc import Mapping

_COMPARED: Mapping[str, tuple[str, str, str, str]] = {
    # aspect: more, most, less, least
    "price": ("dearer", "dearest", "cheaper", "cheapest"),
    "size": ("bigger", "biggest", "smaller", "smallest"),
    "weight": ("heavier", "heaviest", "lighter", "lightest"),
    "battery": ("longer-lasting", "longest-lasting", "shorter-lasting", "shortest-lasting"),
    "length": ("longer", "longest", "shorter", "shortest"),
    "width": ("wider", "widest", "narrower", "narrowest"),
    "height": ("taller", "tallest", "lower", "lowest"),
    "thickness": ("thicker", "thickest", "thinner", "thinnest"),
    "noise": ("louder", "loudest", "quieter", "quietest"),
    "warmth": ("warmer", "warmest", "cooler", "coolest"),
    "power": ("more powerful", "most powerful", "less powerful", "least powerful"),
    "speed": ("faster", "fastest", "slower", "slowest"),
    "capacity": ("roomier", "roomiest", "smaller", "smallest"),
    "brightness": ("brighter", "brightest", "dimmer", "dimmest"),
    "softness": ("softer", "softest", "firmer", "firmest"),
    "sweetness": ("sweeter", "sweetest", "less sweet", "least sweet"),
    "strength": ("stronger", "strongest", "weaker", "weakest"),
    "newness": ("newer", "newest", "older", "oldest"),
    "rating": ("better rated", "best rated", "worse rated", "worst rated"),
}
TEXTS: Mapping[str, str | tuple[str, ...]] = {
    **{f"more_{aspect}": words[0] for aspect, words in _COMPARED.items()},
    **{f"most_{aspect}": words[1] for aspect, words in _COMPARED.items()},
    **{f"less_{aspect}": words[2] for aspect, words in _COMPARED.items()},
    **{f"least_{aspect}": words[3] for aspect, words in _COMPARED.items()},
    # Relative wishes
    "further_than": "{compared} than the {title} ({said})",
    "further_size": "{compared} than size {said}",
    "further_none": "None is {compared}: the {furthest} is {said}, the {title}.",
    "found_further": "Here are {count}, each {further}; first the {offer}.",
    "found_further_one": "One that is {further}: the {offer}.",
    "ask_relative_unstated": (
        "The listings here do not state what makes one {compared}, so I cannot tell. A limit helps "
        "me: a price, a colour, a size, a brand, or a word that the listing should say."
    ),
    "ask_relative_known": (
        "{of}. Of those that do, the {furthest} is the {title} ({said})."
    ),
    "ask_relative_sizes": "That comes in {sizes}. Which size do you need?",
    "found_unbounded": (
        "None of them is {bounds} as well. Without that: {count} for {wanted}, first the {offer}."
    ),
    "relative_of": "The listing of the {title} does not state it",
    "relative_of_all": "None of these listings states it",
    "limit_bound": "{compared} than {said}",
    # Going back, starting over, leaving things out
    "found_back": "Back to {wanted}: {count}, first the {offer}.",
    "found_without": "Left out. That leaves {count} for {wanted}; first the {offer}.",
    "ask_restart": "All right, from the beginning. What are you looking for?",
    # Which one
    "ask_which": "Which one do you mean: {options}?",
    "ask_which_many": "Which one do you mean? Its number in the list or its name will do.",
    "told_one": "the {value} one",
    "told_price": "the one for {price}",
    "told_places": (
        "the first one", "the second one", "the third one", "the fourth one", "the fifth one",
    ),
    # A question that narrows a broad need down
    "narrow": "Does the {facet} matter: {options}?",
    "narrow_categories": "Which kind: {options}?",
    "narrow_brands": "Do you have a brand in mind: {options}?",
    "narrow_colours": "Which colour would you like: {options}?",
    "narrow_sizes": "Which size: {options}?",
    "narrow_price": "What may it cost: {options}?",
    "say_over": "Over {amount}",
    "say_between": "{low} to {high}",
    "say_no_preference": "No preference",
    # Why
    "explain": "Why the {title}: {reasons}.",
    "explain_plain": (
        "The {title} is among what comes closest to what you asked for; that is all I go by."
    ),
    "explain_price": "at {price} it keeps to {limit}",
    "explain_limit": "it is {limit}",
}  # fmt: skip
