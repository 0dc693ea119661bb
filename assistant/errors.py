"""Errors of the conversation stage (see ``retrieval.errors`` for the tree)."""

from retrieval.errors import DaogouError


class SettingsError(DaogouError):
    """The shop's settings file or an environment variable has a value that cannot be used."""


class PagesError(DaogouError):
    """The sources of the shop's pages hold nothing that could be quoted."""


class CartError(DaogouError):
    """Something that cannot be put into a cart, or not so many of it."""


class ProfileError(DaogouError):
    """A wish about a shopper's profile that cannot be kept."""


class StoryError(DaogouError):
    """A scripted dialogue that cannot be read or does not hold."""


class UnknownShopperError(DaogouError):
    """A shopper or conversation id that this store does not know."""


class BackendError(DaogouError):
    """The shop's records of customers and orders cannot be reached or read."""


class RecordsChangedError(BackendError):
    """A confirmed change no longer fits the records: they changed since it was summed up."""


class SoldOutError(DaogouError):
    """Fewer pieces are left than somebody wants to buy."""


class CheckoutError(DaogouError):
    """A cart that cannot become an order as it is."""


class RulesError(SettingsError):
    """The service rules (a TOML file) have a name or a value that cannot be used."""


class TicketError(DaogouError):
    """A ticket that is not there, or that somebody else has."""
