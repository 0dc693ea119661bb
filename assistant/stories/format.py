"""How files of stories are written, as models: they check what is read and make the schema for
editors."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Discriminator, Field, RootModel, Tag

from assistant.stories.expect import Expect
from assistant.stories.fields import Model, Text, Texts


class Turn(Model):
    """One message of the shopper."""

    user: Text = Field(description="What the shopper writes.")
    expect: Expect | None = None
    save: dict[str, str] | None = Field(
        None, description="Variable: the value of the reply that it takes, such as products.0.id."
    )


class Include(Model):
    """Turns written elsewhere."""

    include: str = Field(
        description="Name of shared steps in this file, or FILE#NAME in another one."
    )
    with_: dict[str, Any] | None = Field(None, alias="with", description="Variables for them.")


def _kind_of_step(value: Any) -> str:
    return "include" if isinstance(value, dict) and "include" in value else "turn"


Steps = list[
    Annotated[
        Annotated[Turn, Tag("turn")] | Annotated[Include, Tag("include")],
        Discriminator(_kind_of_step),
    ]
]


class Person(Model):
    """A shopper made up for the story."""

    events: list[dict[Literal["view", "click", "cart", "purchase", "like", "dislike"], Texts]] = (
        Field(description="What they did, oldest first: an event and the ids of its products.")
    )


class Catalogue(Model):
    """A catalogue file, imported on first use."""

    catalogue: str = Field(description="The file, from the folder of the story.")
    mapping: str | None = Field(None, description="Its column mapping (see docs/import.md).")


Shopper = Annotated[
    Annotated[Text, Tag("id")] | Annotated[Person, Tag("person")],
    Discriminator(lambda value: "person" if isinstance(value, dict) else "id"),
]
Store = Annotated[
    Annotated[str, Tag("name")] | Annotated[Catalogue, Tag("catalogue")],
    Discriminator(lambda value: "catalogue" if isinstance(value, dict) else "name"),
]


class Common(Model):
    """What may stand at the top of a file, for all its stories, or in one story."""

    store: Store | None = Field(
        None,
        description="demo, a store folder, a catalogue file, or one made of public data (esci,"
        " icecat, tau2).",
    )
    shopper: Shopper | None = Field(None, description="A customer's id, or somebody made up.")
    now: AwareDatetime | None = Field(
        None, description="When it takes place, as the rules on orders see it, with its time zone."
    )
    set: dict[str, Any] | None = Field(None, description="Variables and their values.")


class Story(Common):
    """One scripted conversation."""

    name: Text = Field(min_length=1)
    turns: Steps = Field(min_length=1)
    each: list[dict[str, Any]] | None = Field(
        None,
        min_length=1,
        description="Play it once a row; a row sets variables, and may be pending.",
    )
    after: dict[str, Any] | None = Field(
        None,
        description="What it changes in the shop's customers, orders and products, as"
        " daogou export-orders writes them; {}: nothing. A key ending in + adds to a list.",
    )
    pending: str | None = Field(
        None, min_length=1, description="Why it does not hold yet. It must then fail."
    )


class StoryFile(Common):
    """A file with settings of its own, shared steps, or both."""

    steps: dict[str, Steps] | None = Field(None, description="Turns that stories include.")
    stories: list[Story] | None = None


class File(
    RootModel[
        Annotated[
            Annotated[list[Story], Tag("list")] | Annotated[StoryFile, Tag("file")],
            Discriminator(lambda value: "file" if isinstance(value, dict) else "list"),
        ]
    ]
):
    """A file of stories: a list of them, or a mapping with ``stories``."""


def schema() -> dict[str, Any]:
    """The JSON schema of a file of stories."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **File.model_json_schema(),
        "title": "Daogou stories",
    }
