"""What an answer about one product is made of."""

from dataclasses import dataclass

from assistant.reviews.aspects import AspectCount
from retrieval.types import Review, Variant


@dataclass(frozen=True, slots=True)
class ProductAnswer:
    """An answer by the name of its source; the fields that the source needs are set."""

    source: str
    """"attribute", "listing", "reviews", "aspect", "no_complaints", "price", "stock", "colours",
    "sizes", "brand", "rating", "about" or "unknown"."""
    name: str = ""
    """Of "attribute": its name."""
    value: str = ""
    """Of "attribute": its value; of "listing": the sentence."""
    reviews: tuple[Review, ...] = ()
    """Their texts are cut to the sentences that answer."""
    variant: Variant | None = None
    """Of "stock": the form asked for."""
    more: tuple[tuple[str, str], ...] = ()
    """Of "attribute": names and values of others that answer about as well."""
    verdict: bool | None = None
    """Of "attribute" and "listing": whether it says yes or no outright."""
    counts: tuple[AspectCount, ...] = ()
    """What reviewers say of the aspects asked about (of "reviews": of all that several speak of):
    of "aspect" the answer itself, else told beside it."""
    unsaid: bool = False
    """Of "reviews" and "aspect": the listing does not say, only they do."""
