"""A cart that lasts: per shopper, or per conversation for a guest."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.carts import ShopCarts
from assistant.outcome import Outcome
from assistant.parts import Catalogue
from assistant.remembered import Pending
from assistant.service.cards import as_shown
from assistant.service.forms import forms_named, named_options, open_options
from assistant.state import DialogueState
from assistant.storage import ShopData
from assistant.types import Action
from retrieval.types import Product, Variant


class Cart:
    """Answers "add_to_cart", "remove_from_cart" and "view_cart" actions."""

    def __init__(self, store: Catalogue, data: ShopData) -> None:
        self._store = store
        self._data = data
        self._carts = ShopCarts(store, data)

    def add(self, state: DialogueState, action: Action, owner: str) -> Outcome:
        """Put one product in, asking first which form where it has several."""
        product = self._store.get(str(action.slots["id"]))
        said = str(action.slots.get("text", ""))
        focused = state.with_(focus=product.id)
        if not product.in_stock:
            return _result("cart_out_of_stock", {"id": product.id}, focused, helped=False)
        variant: Variant | None = None
        if product.variants:
            fitting = forms_named(product, said)
            sellable = [v for v in fitting if v.stock is None or v.stock > 0]
            left = sellable or _sellable(product)
            choice: dict[str, object] = {"id": product.id, "options": open_options(left)}
            values = tuple(dict.fromkeys(v for form in left for v in form.options.values()))
            asks = focused.with_(pending=Pending("variant", product.id, options=values, said=said))
            foreign = tuple(v for v in action.slots.get("wanted", ()) if not _made_in(product, v))
            if foreign:
                return _result("cart_no_variant", {**choice, "wanted": foreign}, asks, helped=None)
            if not sellable:
                named = {**choice, "wanted": named_options(product, said)}
                return _result("cart_variant_out", named, asks, helped=False)
            if len(sellable) > 1:
                return _result("cart_variant", choice, asks, helped=None)
            variant = sellable[0]
        self._data.add_to_cart(owner, product.id, variant.id if variant else "")
        slots = {"id": product.id, "variant": variant, "lines": self._carts.lines(owner)}
        return _result("cart_added", slots, focused, helped=True)

    def remove(self, state: DialogueState, action: Action, owner: str) -> Outcome:
        """Take one product out."""
        product_id = str(action.slots["id"])
        gone = self._data.remove_from_cart(owner, product_id)
        slots = {"id": product_id}
        return _result("cart_removed" if gone else "cart_not_in", slots, state, helped=True)

    def view(self, state: DialogueState, owner: str) -> Outcome:
        """What is in it."""
        lines = self._carts.lines(owner)
        name = "cart_shown" if lines else "cart_empty"
        ids = tuple(dict.fromkeys(line.product.id for line in lines))
        after = state.with_(shown=ids, focus=ids[0] if len(ids) == 1 else "") if ids else state
        outcome = _result(name, {"lines": lines}, after, helped=True)
        return replace(outcome, ranked=as_shown(self._store, ids))


def owner_of(shopper_id: str | None, conversation_id: str) -> str:
    """Whose cart: the shopper's, or the guest's of this conversation."""
    return f"shopper:{shopper_id}" if shopper_id else f"guest:{conversation_id}"


def _made_in(product: Product, value: str) -> bool:
    return bool(named_options(product, value))


def _sellable(product: Product) -> list[Variant]:
    return [v for v in product.variants if v.stock is None or v.stock > 0]


def _result(
    said: str, slots: Mapping[str, object], state: DialogueState, helped: bool | None
) -> Outcome:
    name = "view_cart" if said in ("cart_shown", "cart_empty") else "add_to_cart"
    if said in ("cart_removed", "cart_not_in"):
        name = "remove_from_cart"
    return Outcome(Action(name, {**slots, "said": said}), state, helped=helped)
