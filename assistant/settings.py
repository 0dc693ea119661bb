"""What a shop may set: one TOML file beside its catalogue, environment variables over it.

DIR/settings.toml      shop_name = "Maple & Finch"
environment            DAOGOU_SHOP_NAME="Maple & Finch"
"""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.errors import SettingsError

FILE_NAME = "settings.toml"
SECRETS = (
    "customer_secret",
    "orders_token",
    "inbox_key",
    "settings_key",
    "api_keys",
    "token_secret",
    "webhook_secret",
    "smtp_password",
    "llm_key",
)
"""Read from the environment only: files are copied, shown and kept."""


class Settings(BaseSettings):
    """One shop's settings, frozen; every field has a default that works."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="DAOGOU_", extra="forbid")

    shop_name: str = "our shop"
    currency: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    """ISO code in which limits without a currency are read; empty: the catalogue's own."""
    language: Literal["en"] = "en"
    """Language of the assistant's full texts."""
    greeting: str = ""
    """Said to a greeting instead of the built-in sentence."""
    texts: dict[str, tuple[str, ...]] = {}
    """The shop's own wordings of the assistant's texts (``assistant.reply.texts``), by name."""
    checkout_url: str = ""
    """The shop's own checkout, to which carts lead (``assistant.checkout_link``), such as
    "https://shop.example/cart/{items}"; empty: none."""
    top_shown: int = Field(default=5, ge=1, le=20)
    """Products in one reply."""
    top_candidates: int = Field(default=40, ge=5, le=100)
    """Products that retrieval hands to the ranker for one reply."""
    min_confidence: float = Field(default=0.45, ge=0, le=1)
    """Below it the intent gives way to what the conversation makes likely."""
    frustration: float = Field(default=-0.6, ge=-1, le=0)
    """A mood at or below it brings the offer of a person."""
    failures_before_person: int = Field(default=2, ge=1, le=10)
    """So many answers in a row that did not help bring the offer of a person."""
    max_message_chars: int = Field(default=2000, ge=100, le=100_000)
    """What is read of one message."""
    min_evidence: float = Field(default=0.5, ge=0, le=1)
    """Below it a passage does not count as the answer to a question."""
    min_closeness: float = Field(default=0.38, ge=0, le=1)
    """Cosine below which, with no title saying a word of it, a search counts as finding nothing."""
    sure_closeness: float = Field(default=0.47, ge=0, le=1)
    """The same for saying openly that the products shown may not be what was meant."""
    learn: bool = True
    """Whether the weights of the ranking learn from what shoppers do."""
    explore: float = Field(default=0.0, ge=0, le=2)
    """How boldly lists are ordered to learn more (Thompson sampling); 0: not at all."""
    keep_conversations_days: int = Field(default=0, ge=0, le=3650)
    """Conversations that nobody went on with for so long are erased at start; 0: they are kept."""
    database_url: str = ""
    """SQLAlchemy URL of the shop's own data; empty: ``shop.db`` in the data folder."""
    customer_secret: str = Field(default="", repr=False)
    """Signs what the shop's own login says of who writes; empty: no token is trusted."""
    orders_url: str = ""
    """Where the shop's own order system answers (docs/orders-api.yaml); empty: orders lie in the
    shop's database."""
    orders_token: str = Field(default="", repr=False)
    """The order system's bearer token."""
    country: str = Field(default="US", pattern=r"^[A-Z]{2}$")
    """Whose telephone numbers need no country code, as two letters of ISO 3166."""
    inbox_key: str = Field(default="", repr=False, pattern=r"^(\S{12,})?$")
    """Opens the page of the shop's people at /inbox; empty: it stays shut."""
    settings_key: str = Field(default="", repr=False, pattern=r"^(\S{12,})?$")
    """Opens the page of the shop's settings and figures at /settings; empty: it stays shut."""
    widget_accent: str = Field(default="", pattern=r"^(#[0-9a-fA-F]{6})?$")
    """Colour of the widget, as #rrggbb; empty: Daogou's own."""
    widget_corner: Literal["right", "left"] = "right"
    """In which lower corner of a page the widget sits."""
    widget_label: str = Field(default="", max_length=40)
    """On its launcher and at its top; empty: in the page's language, "Ask the shop"."""
    widget_look: Literal["system", "light", "dark"] = "system"
    """Whether it is light or dark; "system": as the shopper's device is."""
    api_keys: str = Field(
        default="", repr=False, pattern=r"^[\s,]*([^\s,]{24,}([\s,]+[^\s,]{24,})*)?[\s,]*$"
    )
    """Keys of the shop's servers for the HTTP API, each of 24 characters or more, separated by
    commas; empty: everybody is a guest."""
    token_secret: str = Field(default="", repr=False, pattern=r"^(\S{24,})?$")
    """Signs the tokens of browsers; empty: a new one at each start, so that tokens end with it."""
    requests_per_address: int = Field(default=600, ge=0, le=1_000_000)
    """Requests to the HTTP API a minute from one address without a key; 0: no limit."""
    requests_per_key: int = Field(default=12_000, ge=0, le=10_000_000)
    """The same with a server's key."""
    turns_at_work: int = Field(default=4, ge=1, le=256)
    """Messages and searches that the HTTP API answers at the same time."""
    turns_waiting: int = Field(default=32, ge=0, le=10_000)
    """So many more may wait for their turn; others are told to come back in a moment."""
    turn_seconds: float = Field(default=30, gt=0, le=600)
    """How long a client waits for an answer before it is told that it takes longer."""
    trusted_proxies: str = ""
    """Addresses or networks, separated by commas, whose X-Forwarded-For is believed."""
    webhook_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    """Where tickets for people are posted; empty: nowhere."""
    webhook_secret: str = Field(default="", repr=False)
    """Signs what is posted there."""
    mail_to: str = ""
    """Address of the shop's people, who are written to about tickets; empty: no email at all."""
    mail_from: str = ""
    """Sender of emails; empty: ``mail_to``."""
    smtp_host: str = ""
    """Mail server; empty: emails become files in the data folder's ``outbox``."""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    """465: TLS from the start on; others: STARTTLS."""
    smtp_tls: bool = True
    """False: without encryption, for a mail server on the same machine."""
    smtp_user: str = ""
    smtp_password: str = Field(default="", repr=False)
    llm: str = ""
    """Language model that words replies anew and answers small talk, as provider:model
    ("openai:gpt-4o-mini", "ollama:llama3.2"; docs/llm.md); empty: none."""
    llm_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    """Where the model answers; empty: the provider's own address."""
    llm_key: str = Field(default="", repr=False)
    """The model's API key; empty: the provider's own environment variable, or none for a server
    named by ``llm_url``."""
    llm_words: bool = True
    """Whether it words replies anew."""
    llm_talks: bool = True
    """Whether it answers small talk."""
    llm_seconds: float = Field(default=2, gt=0, le=30)
    """How long a turn waits for it."""
    llm_tokens_a_day: int = Field(default=1_000_000, ge=0)
    """After so many tokens in and out it is not asked any more that day (UTC); 0: no limit."""
    llm_price_in: float = Field(default=0, ge=0)
    """What a million tokens in cost, in any currency; for the count of the cost."""
    llm_price_out: float = Field(default=0, ge=0)
    """The same for tokens out."""
    speech_model: Path | None = None
    """Folder of a Vosk model that writes down what shoppers say; None: PocketSphinx's English."""
    data_folder: Path | None = None
    """Where ``shop.db`` and ``conversations.db`` lie; None: in the store."""

    @field_validator("texts", mode="after")
    @classmethod
    def _texts_can_be_said(cls, texts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        from assistant.reply.texts import faults

        for name, said in faults(texts).items():
            raise ValueError(f"text '{name}': {said}")
        return texts

    @field_validator("checkout_url", mode="after")
    @classmethod
    def _checkout_can_be_reached(cls, template: str) -> str:
        from assistant.checkout_link import fault

        if said := fault(template):
            raise ValueError(said)
        return template

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the file; nothing else is read."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(store: Path | None = None) -> Settings:
    """Read ``store/settings.toml`` (it may be absent) with the environment over it.

    Raises:
        SettingsError: a value or a name that cannot be used; the sentence says which.
    """
    path = store / FILE_NAME if store is not None else None

    class FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=path)

    place = str(path) if path is not None and path.is_file() else "the environment (DAOGOU_*)"
    try:
        read = FromFile()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        raise SettingsError(
            f"Setting '{name}' cannot be used: {first['msg']}; correct it in {place}."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}; correct that line.") from error
    for name in SECRETS:
        if path is not None and path.is_file() and name in tomllib.loads(path.read_text("utf-8")):
            raise SettingsError(
                f"Setting '{name}' is a secret: take it out of {path} and set DAOGOU_{name.upper()}"
                " in the environment instead."
            )
    return Settings.model_construct(**read.model_dump())
