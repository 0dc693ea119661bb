"""Words that shoppers use for limits whatever a shop sells; a catalogue's own come on top."""

from functools import lru_cache
from importlib.resources import files


def word_set(block: str) -> frozenset[str]:
    """The words of a block of text."""
    return frozenset(block.split())


def _lines(block: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in block.replace("\n", ",").split(",") if part.strip())


COLOURS = _lines(
    """black, white, red, blue, navy, navy blue, dark blue, light blue, sky blue, royal blue, green
    dark green, light green, olive green, forest green, mint green, moss green, yellow, orange
    purple, pink, hot pink, brown, dark brown, light brown, grey, dark grey, light grey, beige
    silver, gold, rose gold, teal, turquoise, burgundy, maroon, crimson, khaki, ivory, charcoal
    lilac, violet, magenta, fuchsia, taupe, multicolour, off-white, olive, cream, tan, lavender
    coral, mint, bronze, copper, mustard, sage, sand, rust, peach, plum, indigo, cyan, rose
    terracotta, champagne, chocolate, camel"""
)
SOFT_COLOURS = frozenset(
    _lines(
        """orange, gold, silver, cream, tan, lavender, coral, mint, bronze, copper, mustard, sage
        sand, rust, peach, plum, rose, champagne, chocolate, camel, olive, charcoal, coffee, stone
        wine, natural, clear, slate, ash, moss, oak, walnut, lemon, cherry, ruby, denim, sky"""
    )
)
"""Colour words that are other things as well: they count with a cue only."""
SHADES = frozenset(_lines("dark, light, bright, pale, deep, hot, sky, royal, matte, neon, pastel"))
"""Words that make a shade out of a plain colour."""
NOT_COLOURS = _lines(
    """tea set, tea sets, coffee set, coffee sets, red wine, white wine
    green tea, black tea, white tea, black pepper, white pepper
    white noise, white chocolate, dark chocolate, brown rice, white rice, brown sugar, blue cheese
    blue light, red light, green beans, black beans, orange juice, olive oil, rose water
    black friday, golden retriever, ice cream, cream cheese, hand cream, face cream, sour cream
    gold plated, silver plated, white board, black light, green house, black out, red meat
    pink salt, medium roast, dark roast, light roast, medium rare, green screen, yellow pages
    white label, blue ray, blue tooth, mint tea, lavender oil, medium term, large print"""
)
"""Set phrases in which a colour or size word is none."""

MATERIALS = _lines(
    """leather, vegan leather, faux leather, suede, wool, merino
    merino wool, cashmere, alpaca, mohair, cotton, linen, silk, satin, velvet
    denim, corduroy, flannel, fleece, polyester, recycled polyester, nylon, spandex, elastane
    viscose, acrylic, lycra, plastic, bamboo, wood, solid wood, oak, walnut, pine, teak
    mahogany, birch, beech, glass, borosilicate glass, ceramic, porcelain, stoneware, earthenware
    stainless steel, carbon steel, steel, aluminium, metal, cast iron, brass, copper, titanium
    silicone, rubber, latex, canvas, microfibre, memory foam, foam, marble, granite, concrete
    rattan, wicker, cork, jute, hemp, fur, faux fur, carbon fibre, gore-tex, feather, goose down"""
)
FEATURES = _lines(
    """waterproof, water-resistant, water-repellent, windproof, breathable, wireless, cordless
    rechargeable, foldable, collapsible, adjustable, washable, machine washable, dishwasher safe
    microwave safe, oven safe, non-stick, non-slip, non-toxic, no-iron, no-show, no-sew, no-drill
    no-spill, stackable, inflatable, insulated, bluetooth, usb-c, noise-cancelling, backlit
    ergonomic, solar-powered, battery-powered, electric, handmade, organic, vegan, vegetarian
    decaf, unscented, keto, kosher, halal, hypoallergenic, recycled, biodegradable, compostable
    fair trade, reversible, hooded, sleeveless, long-sleeve, short-sleeve, self-cleaning
    self-inflating, dimmable, touchscreen, leakproof, shockproof, dustproof, fireproof
    splashproof, sweatproof, rustproof, heat-resistant, stain-resistant, scratch-resistant
    tear-resistant, flame-retardant, high-waisted, slim fit, plus size, fast charging
    energy efficient, left-handed, wall-mounted, freestanding, eco-friendly, water-based
    phthalate-free, grain-free, additive-free"""
)
FREE_OF = frozenset(
    _lines(
        """sugar, gluten, dairy, lactose, nut, peanut, caffeine, fragrance, perfume, paraben
        cruelty, bpa, alcohol, sulfate, sulphate, silicone, soy, egg, fat, salt, allergen, lead
        pvc, pfas, wheat, chemical, oil, palm oil, toxin, aluminum, fluoride, scent, microplastic"""
    )
)
"""What "X-free" names as a property of a product; "leather-free" and the like exclude instead."""
SPELLINGS = {
    "noise canceling": "noise-cancelling", "noise reducing": "noise-cancelling",
    "wire free": "wireless",
    "noise cancellation": "noise-cancelling", "anc": "noise-cancelling",
    "waterresistant": "water-resistant", "water proofed": "waterproof",
    "usb type c": "usb-c", "type c": "usb-c", "nonstick": "non-stick",
    "nonslip": "non-slip", "anti slip": "non-slip",
    "anti-slip": "non-slip", "hypo-allergenic": "hypoallergenic", "fairtrade": "fair trade",
    "hand made": "handmade", "hand-made": "handmade", "decaffeinated": "decaf",
    "solar powered": "solar-powered", "battery operated": "battery-powered",
    "leather-look": "faux leather", "pleather": "faux leather", "fake leather": "faux leather",
    "wooden": "wood", "genuine leather": "leather", "real leather": "leather",
    "woollen": "wool", "woolen": "wool", "microfiber": "microfibre", "inox": "stainless steel",
    "dishwasher proof": "dishwasher safe", "leak proof": "leakproof", "fire proof": "fireproof",
    "folding": "foldable", "fold up": "foldable", "fold away": "foldable",
    "long sleeved": "long-sleeve", "short sleeved": "short-sleeve", "wifi": "Wi-Fi",
    "fragrance free": "fragrance-free",
}  # fmt: skip
"""Other ways to say a feature or material, and the one that is handed on."""

SAME_THINGS = {
    "tee": "t-shirt", "tee shirt": "t-shirt", "couch": "sofa", "settee": "sofa",
    "rucksack": "backpack", "jumper": "sweater", "pullover": "sweater",
    "notebook computer": "laptop", "trainers": "sneakers", "torch": "flashlight",
    "hoover": "vacuum cleaner", "fridge": "refrigerator", "cooker": "stove", "duvet": "comforter",
    "mobile": "phone", "cell phone": "phone", "telly": "tv", "television": "tv", "cot": "crib",
    "nappies": "diapers", "pushchair": "stroller", "skillet": "frying pan", "frypan": "frying pan",
    "pants": "trousers", "jigsaw": "puzzle", "jigsaw puzzle": "puzzle", "puzzle set": "puzzle",
    "walking boots": "hiking boots", "raincoat": "rain jacket", "rain coat": "rain jacket",
    "floor light": "floor lamp", "desk light": "desk lamp", "table game":
    "board game", "hair shampoo": "shampoo",
}  # fmt: skip
"""Other names of things: they stand for a category of the second name where the catalogue has none
of the first."""
WORD_SIZES = {
    "extra small": "XS", "x small": "XS", "small": "S", "medium": "M", "large": "L",
    "extra large": "XL", "x large": "XL", "extra extra large": "XXL", "xx large": "XXL",
    "double extra large": "XXL",
}  # fmt: skip
"""Clothing sizes in words and the letters that catalogues use."""
SIZE_WORDS = word_set("small medium large double queen")
"""Words of sizes that are long enough for a slip."""
SAME_SIZES = {"XXL": "2XL", "XXXL": "3XL", "XXXXL": "4XL", "XXS": "2XS"}
"""Letter sizes that are written in two ways."""
LETTER_SIZES = ("XXS", "2XS", "XS", "S", "M", "L", "XL", "XXL", "2XL", "XXXL", "3XL", "4XL", "5XL")
"""From small to large."""
WEAR = word_set(
    """
    shirt tshirt tee dress jean sweater jumper hoodie sweatshirt blouse skirt short trouser pant
    shoe boot sneaker trainer sandal slipper cardigan coat top vest legging pajama polo jacket
    blazer sock glove swimsuit bikini robe
    """
)
"""Things to wear, in the singular: "a large shirt" says a size, "a large tent" does not."""
BED_SIZES = ("twin", "full", "double", "queen", "king", "california king", "super king", "single")
SIZE_SYSTEMS = ("eu", "uk", "us")

AFTER_HEAD = word_set(
    """
    w for with without in under over below above from by of to at on and or but not no that
    which who whose please less more than max maximum min minimum around about up between
    cheaper is are was do does can could would will should if as so because when while where
    what how why size sized sizes sz colour color coloured colored one ones thats new sale
    available costing cost costs priced rated price budget stars star men man mens women
    woman womens ladies kids kid children child boys girls unisex baby toddler adults adult
    teen here there i you we me my your their our his her its this these those except
    instead rather only too also either whichever thanks thank have has having got made it
    them any some all like near using via plus vs versus then now asap today tomorrow online
    cheap cheapest best newest latest he she they until till than nor yet isnt arent doesnt
    basically literally honestly seriously obviously clearly usually normally generally personally
    frankly apparently tbh btw imo imho idk rn atm pls plz thx ty cheers tho though anyway anyways
    etc yep yeah yup nah hmm lmao innit yet
    dont wont cant first last just anything something nothing show find youve ive lol haha mate bro
    """
)
"""Words after which a phrase has ended: what stands before one of them may be a head noun."""
LOOSE = word_set(
    """
    preferably ideally maybe perhaps possibly hopefully definitely probably please pls plz thx
    today soon again since because although though unless per via during before after inside
    outside beside next besides anyway already really quite very pretty so such big small large
    little nice good great suitable suited perfect ideal worth costing recommendation
    recommendations suggestions suggestion options option ideas idea deals deal offers offer brand
    brands type types model models style styles collection range section department selection
    choices choice catalogue set sets pair pairs pack packs bundle bundles broke broken breaks died
    stopped needed wanted required looking works working fell wore go goes matching instead
    non skip avoid avoiding neither excluding exclude hate hates im ive id youre theyre weve hes
    exactly precisely roughly approximately nearly between urgently quickly quick fast lately shes
    left currently mine ours somewhere anywhere maximum strictly only
    exclusively alone altogether together alternatively otherwise especially particularly mainly
    mostly however whatever hello hi hey ok okay yes no right wont must may might has have had let
    skint comfy posh naff snazzy classy gorgeous lovely
    lets make makes made give gives get gets need needs want wants like likes love loves prefer
    """
)
"""Further words that no product noun is joined with: "headphones recommendations", "knife set"."""
BEFORE_OBJECT = word_set(
    """
    for with to on in my against near under inside behind beside between like per into onto
    of fits fit fitting matching match goes go hold holds holding carry store
    """
)
"""Words that put a noun in the second place: the desk in "a lamp for my desk"."""
ARTICLES = word_set("a an the some any my your our his her their this that these those")

PACKAGING = word_set("bag bags box boxes tin tins packet packets sachet sachets")
"""What goods come in: "tea bags" are neither bags nor a kind of tea that has a shelf."""
CONTAINERS = word_set(
    """
    bag bags cup mug jar tin pot pots basket roll rolls tube tubes bar bars bowl glass kit
    """
)
NUMBER_WORDS = word_set(
    """
    one two three four five six seven eight nine ten twelve twenty single double triple
    """
)
UNITS = word_set(
    """
    fluid fl gig gigabyte gigabytes terabyte terabytes diameter square sq devices device ram
    ssd hour hours hr hrs h minute minutes min mins second seconds sec secs day days week
    weeks month months year years yr yrs yo night nights kg kgs kilo kilos kilogram
    kilograms g gr gram grams mg lb lbs oz ounce ounces stone ml l liter liters litre litres
    cl gallon gallons gal pint pints cup cups qt quart quarts cm mm m meter meters metre
    metres km inch inches in ft foot feet yard yards mile miles mi watt watts w kw kwh v
    volt volts a amp amps mah wh ah hz khz mhz ghz kb mb gb tb gigs megapixel megapixels mp
    dpi fps rpm psi bar btu db lumen lumens lm k° degrees degree c f star stars people
    persons person player players piece pieces pcs pc pack packs packet packets count ct
    item items unit units set sets pair pairs seat seats seater slot slots port ports door
    doors drawer drawers shelf shelves layer layers ply tier tiers page pages sheet sheets
    level levels speed speeds channel channels button buttons key keys size sizes percent
    pct times time calorie calories kcal cal thread threads tog denier spf carat carats
    karat ppi nits reviews review ratings bottle bottles can cans bag bags box boxes tablet
    tablets capsule capsules serving servings dose doses bulb bulbs candle candles battery
    batteries inchs footer pax guests kids children adults dogs cats men women colours
    colors options stops steps rounds wash washes uses degrees percent minutes long wide
    tall deep high thick old heavy points point bits bit core cores thick layers months bits
    bpm x by am pm th st nd rd d p i fold way person-tent
    """
) - {"bar", "bag", "bags", "a", "by", "i", "in"}  # fmt: skip
"""Words after a number that make it a measure or a count, not an amount of money."""
MEASURES = word_set(
    """
    weigh weighs weight weighing size sizes age ages aged rating rated ratings stars
    capacity battery length width height depth diameter thickness power wattage memory ram
    storage screen display spf count order number no model version page gen generation
    resolution temperature temps distance range speed volume measuring measures holds hold
    lasts last runtime playtime calories sugar fat carbs protein waist chest inseam noise
    decibels quantity qty room delivery arrive arrives ship ships
    open opens opening close closes hours
    """
)
"""Words before a limit that say what it measures."""
GROWN_UP = word_set("men women man woman adults people anyone those")
"""Words before an "over" that make a number below a hundred an age."""
PEOPLE = word_set(
    """
    kids kid children child boys girls boy girl babies baby toddlers toddler teens people
    adults anyone everyone niece nephew son daughter grandson granddaughter
    """
)
"""Words before a limit that make a small number an age."""


@lru_cache(maxsize=1)
def english_words() -> tuple[frozenset[str], frozenset[str]]:
    """(ordinary words, names): 26,000 lower-case words of everyday English and the names among
    them. A brand called by an ordinary word needs a cue; neither kind counts as a slip. The words
    are those of BERT's uncased vocabulary (Apache-2.0) and of Webster's Second (public domain)."""
    lines = (files(__package__) / "words.txt").read_text("utf-8").split()
    ordinary = frozenset(word for word in lines if word.islower())
    return ordinary, frozenset(word.lower() for word in lines) - ordinary
