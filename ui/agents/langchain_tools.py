"""The shop for LangChain: tools for an agent, and a retriever for a chain."""

from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import StructuredTool
from pydantic import BaseModel, ConfigDict

from retrieval.errors import DaogouError
from retrieval.types import Product
from ui.agents.tools import ShopTools, tools_of
from ui.port import ShopAssistant

if TYPE_CHECKING:
    from collections.abc import Callable


def langchain_tools(shop: ShopTools) -> list[StructuredTool]:
    """The shop's tools; each answers JSON, or a plain sentence where it cannot do it."""
    return [
        StructuredTool.from_function(_as_json(tool), name=tool.__name__, description=tool.__doc__)
        for tool in tools_of(shop)
    ]


class ProductRetriever(BaseRetriever):
    """Products for a text with its limits, as documents: the whole way of Daogou's search."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Any
    """A ``ShopAssistant``."""
    shopper_id: str | None = None
    top: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        shop: ShopAssistant = self.assistant
        found = shop.search(query, self.shopper_id, self.top)
        return [_document(card.product, card.reason_texts) for card in found]


def _document(product: Product, reasons: tuple[str, ...]) -> Document:
    facts = [f"{name}: {value}" for name, value in product.attributes.items()]
    text = "\n".join([product.title, product.description, *product.bullets, *facts])
    return Document(
        page_content=text,
        id=product.id,
        metadata={
            "id": product.id,
            "title": product.title,
            "brand": product.brand,
            "category": " > ".join(product.category),
            "price": None if product.price is None else float(product.price),
            "currency": product.currency,
            "in_stock": product.in_stock,
            "rating": product.rating,
            "reasons": list(reasons),
        },
    )


def _as_json(tool: "Callable[..., BaseModel]") -> "Callable[..., str]":
    from functools import wraps

    @wraps(tool)
    def called(*arguments: Any, **named: Any) -> str:
        try:
            return tool(*arguments, **named).model_dump_json()
        except DaogouError as error:
            return str(error)

    return called
