"""What a turn may expect, as models."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from assistant.stories.fields import (
    ANY_TEXT,
    Amount,
    Count,
    Flag,
    Intents,
    Measured,
    Model,
    Said,
    Text,
    Texts,
)
from retrieval.types import Sort


class Facets(Model):
    """Values of the catalogue, one or a list each."""

    brands: Texts | None = None
    categories: Texts | None = None
    colours: Texts | None = None
    sizes: Texts | None = None
    attributes: Texts | None = None


class Range(Model):
    """An amount between two others, both included; one of them may be left out."""

    min: Measured | None = None
    max: Measured | None = None


class Limits(Facets):
    """Limits in force after the turn. What is named must be so; the rest does not matter."""

    max_price: Amount | None = Field(None, description="null: no upper limit.")
    min_price: Amount | None = Field(None, description="null: no lower limit.")
    currency: Text | None = Field(None, description="ISO code, where the shopper named one.")
    min_rating: Amount | None = Field(None, description="Stars; null: no such limit.")
    in_stock: Flag | None = None
    reduced: Flag | None = None
    measures: dict[str, Range] | None = Field(
        None, description="Measured limits: weight, screen, count ...; {}: none."
    )
    audience: Texts | None = Field(None, description="For whom: men, women, kids ...")
    age: Count | None = Field(None, description="Of the person it is for, in years.")
    gift: Flag | None = None
    sort: Literal[tuple(sort.value for sort in Sort)] | None = None  # type: ignore[valid-type]
    not_: Facets | None = Field(None, alias="not", description="What is ruled out.")
    unless: Facets | None = Field(None, description="What lifts an exclusion.")
    exactly: Flag = Field(False, description="true: there are no limits but those named.")


class ProductFits(Model):
    """What products are asked to be. All that is named must hold for one product."""

    id: Texts | None = Field(None, description="It is one of these.")
    max_price: Amount | None = Field(None, description="It costs no more.")
    min_price: Amount | None = Field(None, description="It costs no less.")
    below_price: Amount | None = Field(None, description="It costs less.")
    above_price: Amount | None = Field(None, description="It costs more.")
    min_rating: Amount | None = Field(None, description="It has so many stars or more.")
    brand: Texts | None = Field(None, description="It is of one of these brands.")
    colour: Texts | None = Field(None, description="It has, or comes in, one of these colours.")
    size: Texts | None = Field(None, description="It comes in one of these sizes.")
    category: Texts | None = Field(None, description="One of these is on its category path.")
    says: Said | None = Field(
        None,
        description="Its title, category, attributes, bullets or description say all words of"
        " every text; a text written /so/ is a regular expression.",
    )
    title: Texts | None = Field(None, description="Its title says all words of every text.")
    attributes: (
        dict[
            str,
            Annotated[
                Annotated[Said, Tag("says")] | Annotated[Range, Tag("range")],
                Discriminator(lambda value: "range" if isinstance(value, dict) else "says"),
            ],
        ]
        | None
    ) = Field(None, description="An attribute says this, or its amount lies between min and max.")
    in_stock: Flag | None = Field(None, description="It can be bought now.")


class Products(ProductFits):
    """The products shown. What is asked of a product here is asked of every one."""

    count: Count | None = None
    min: Count | None = Field(None, description="At least so many.")
    max: Count | None = Field(None, description="At most so many.")
    ids: Texts | None = Field(None, description="Exactly these, in this order.")
    with_ids: Texts | None = Field(None, description="These are among them.")
    without_ids: Texts | None = Field(None, description="None of these is among them.")
    first: Annotated[
        Annotated[Text, Tag("id")] | Annotated[ProductFits, Tag("fits")],
        Discriminator(lambda value: "fits" if isinstance(value, dict) else "id"),
    ] | None = Field(None, description="The first: its id, or what it must be.")  # fmt: skip
    last: ProductFits | None = Field(None, description="What the last must be.")
    any: ProductFits | None = Field(None, description="At least one is so.")
    none: ProductFits | None = Field(None, description="No one is so.")
    none_of_brand: Texts | None = None
    none_of_colour: Texts | None = Field(None, description="No one has or comes in these.")
    none_of_category: Texts | None = None
    none_says: Said | None = Field(None, description="No one says all words of any of these.")
    sorted_by: Literal[
        "price", "-price", "rating", "-rating", "rating_count", "-rating_count", "added", "-added",
        "title", "-title",
    ] | None = Field(None, description="Rising, or falling with a minus.")  # fmt: skip


class Listed(Model):
    """A list of texts of the reply."""

    contain: Texts | None = Field(None, description="These are among them.")
    lack: Texts | None = Field(None, description="None of these is among them.")
    exactly: Texts | None = Field(None, description="These and no others, in any order.")
    min: Count | None = Field(None, description="At least so many.")
    max: Count | None = Field(None, description="At most so many.")


def _as_listed(value: Any) -> Any:
    return value if isinstance(value, dict) else {"contain": value}


_LISTED = WithJsonSchema(
    {
        "anyOf": [
            ANY_TEXT,
            {"type": "array", "items": ANY_TEXT},
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    **{
                        name: {"anyOf": [ANY_TEXT, {"type": "array", "items": ANY_TEXT}]}
                        for name in ("contain", "lack", "exactly")
                    },
                    "min": {"type": "integer", "minimum": 0},
                    "max": {"type": "integer", "minimum": 0},
                },
            },
        ]
    }
)
Listing = Annotated[Listed, BeforeValidator(_as_listed), _LISTED]


class Expect(Model):
    """What must come of a message. What is not named does not matter."""

    intent: Intents | None = Field(None, description="The intent understood, or one of a list.")
    action: Texts | None = Field(None, description="What the assistant did, or one of a list.")
    sentiment: Literal["negative", "neutral", "positive"] | None = None
    constraints: Limits | None = None
    products: Products | None = None
    reasons: Listing | None = Field(
        None, description="Reasons of the products shown; a text is looked for inside each."
    )
    text_contains: Said | None = Field(
        None, description="The reply says these, case aside; /so/ is a regular expression."
    )
    text_lacks: Said | None = Field(None, description="The reply says none of these.")
    chips: Listing | None = Field(None, description="Limits understood, in words.")
    suggestions: Listing | None = Field(None, description="Quick replies.")
    comparison: Listing | None = Field(None, description="Row names of the comparison table.")
    state: dict[str, Any] | None = Field(None, description="Dotted path into the state: value.")
    latency_ms: Amount | None = Field(None, description="The turn took no longer.")
