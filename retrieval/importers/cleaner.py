"""One row to one Product, or to a rejection that says why."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from retrieval.currencies import currency_code
from retrieval.importers import values as read
from retrieval.importers.collect import Collector
from retrieval.importers.columns import field_of
from retrieval.importers.report import Rejection, Tally
from retrieval.importers.source import Row
from retrieval.importers.text import clean_blocks, clean_line, join_sentences
from retrieval.importers.variants import clean_variants
from retrieval.mapping import ColumnMapping, FieldRule
from retrieval.prices import ParsedPrice, PriceError, parse_price
from retrieval.types import Product, Variant

LONGEST_ID = 200
LONGEST_TITLE = 500
LONGEST_DESCRIPTION = 10_000
MOST_BULLETS = 50
DEFAULT_CURRENCY = "USD"

T = TypeVar("T")
_NO_RULE = FieldRule()


class RowCleaner:
    """Cleans rows under one mapping; problems that do not cost the row are counted in a tally."""

    def __init__(self, mapping: ColumnMapping, tally: Tally) -> None:
        self.collector = Collector(mapping)
        self._mapping = mapping
        self._tally = tally

    def clean(self, row: Row) -> Product | Rejection:
        """The product of a row. No id, no title or an impossible price: a rejection."""
        raw, attributes = self.collector.collect(row)
        for note in row.notes:
            self._tally.warn(note, row.line)
        id = read.to_text(raw.get("id"))
        title = self._cut("title", read.to_text(raw.get("title")), LONGEST_TITLE, row.line)
        if not id:
            return Rejection(row.line, "", "no id", "no id")
        if len(id) > LONGEST_ID:
            return Rejection(row.line, id[:40], "id too long", f"id of {len(id)} characters")
        if not title:
            return Rejection(row.line, id, "no title", "no title")
        try:
            price, list_price, currency = self._prices(raw, row.line)
        except PriceError as error:
            return Rejection(row.line, id, error.kind, str(error))
        variants = self._variants(raw.get("variants"), id, currency, row.line)
        lowest = _lowest(price, variants)
        if lowest != price:  # the list price belongs to a variant that costs more
            price, list_price = lowest, None
        if price is not None and currency is None:
            self._tally.warn(f"no currency named, taken as {DEFAULT_CURRENCY}", row.line)
        description, bullets = self._prose(raw, row.line)
        return Product(
            id=id,
            title=title,
            brand=read.to_text(raw.get("brand")),
            category=read.to_category(
                raw.get("category"), self._rule("category").split or read.PATH_MARKS
            ),
            description=description,
            bullets=bullets,
            attributes=attributes,
            price=price,
            list_price=list_price if price and list_price and list_price > price else None,
            currency=currency or DEFAULT_CURRENCY,
            stock=self._stock(raw, variants, row.line),
            rating=self._field(raw, "rating", read.to_rating, row.line),
            rating_count=self._rating_count(raw, row.line),
            colours=self._options("colours", raw, attributes, variants, read.COLOUR_MARKS),
            sizes=self._options("sizes", raw, attributes, variants, read.SIZE_MARKS),
            image=self._field(raw, "image", read.to_image, row.line) or "",
            added=self._field(
                raw, "added", lambda v: read.to_date(v, self._rule("added").date_order), row.line
            ),
            variants=variants,
            texts=_texts(raw.get("texts")),
        )

    def _rule(self, field: str) -> FieldRule:
        return self._mapping.fields.get(field, _NO_RULE)

    def _field(
        self, raw: Mapping[str, Any], name: str, convert: Callable[[Any], T | None], line: int
    ) -> T | None:
        """A value that makes no sense is left out and counted; the row stays."""
        try:
            return convert(raw.get(name))
        except ValueError as error:
            kind = str(error)
            self._tally.warn(kind if name in kind else f"{name} {kind}", line)
            return None

    def _cut(self, name: str, text: str, longest: int, line: int) -> str:
        if len(text) <= longest:
            return text
        self._tally.warn(f"{name} cut to {longest} characters", line)
        return text[:longest].rsplit(" ", 1)[0] + " …"

    def _prices(
        self, raw: Mapping[str, Any], line: int
    ) -> tuple[Decimal | None, Decimal | None, str | None]:
        """(price, list price, currency) with a sale price in its place."""
        named = read.to_text(raw.get("currency"))
        code = currency_code(named, self._mapping.currency) if named else None
        if named and code is None:
            self._tally.warn("currency not known", line)
        shop = code or self._mapping.currency
        price = self._price(raw, "price", shop)
        sale = self._price(raw, "sale_price", shop)
        try:
            full = self._price(raw, "list_price", shop)
        except PriceError as error:
            self._tally.warn(f"list price left out: {error.kind}", line)
            full = None
        if sale and sale.amount and (price is None or sale.amount < price.amount):
            price, full = sale, full if price is None else price
        if price is None and full is not None:
            price, full = full, None
        if price is not None and not price.amount:
            self._tally.warn("price 0, taken as not known", line)
            price = None
        if price is None:
            return None, None, shop
        return price.amount, full.amount if full else None, price.currency or shop

    def _price(self, raw: Mapping[str, Any], name: str, shop: str | None) -> ParsedPrice | None:
        value = raw.get(name)
        if isinstance(value, Mapping):
            own = currency_code(read.to_text(value.get("currency")))
            shop = own or shop
            value = next((value[k] for k in ("amount", "value", "price") if k in value), None)
        if value is None:
            return None
        if not isinstance(value, str | int | float | Decimal):
            raise PriceError("unreadable price", value)
        rule = self._rule(name)
        rule = rule if rule.columns else self._rule("price")
        return parse_price(
            value, cents=rule.unit == "cents", currency=shop, decimal_mark=rule.decimal_mark
        )

    def _variants(
        self, value: Any, id: str, currency: str | None, line: int
    ) -> tuple[Variant, ...]:
        if read.is_empty(value):
            return ()
        rule = self._rule("price")
        variants, problems = clean_variants(
            value, id, cents=rule.unit == "cents", currency=currency,
            decimal_mark=rule.decimal_mark,
        )  # fmt: skip
        for problem in problems:
            self._tally.warn(problem, line)
        return variants

    def _prose(self, raw: Mapping[str, Any], line: int) -> tuple[str, tuple[str, ...]]:
        """(description, bullets); the items of a list inside the description become bullets."""
        blocks = _blocks(raw.get("description"))
        marks = self._rule("bullets").split
        items = read.to_list(raw.get("bullets"), marks)
        if marks:
            bullets = [read.to_text(item) for item in items]
        else:
            bullets = [text for item in items for text, _ in _blocks(item)]
        if not any(bullets):
            bullets = [text for text, listed in blocks if listed]
            blocks = tuple(block for block in blocks if not block[1])
        description = join_sentences([text for text, _ in blocks])
        once = [bullet for bullet in dict.fromkeys(bullets) if bullet][:MOST_BULLETS]
        return (
            self._cut("description", description, LONGEST_DESCRIPTION, line),
            tuple(self._cut("bullet", bullet, LONGEST_DESCRIPTION, line) for bullet in once),
        )

    def _stock(
        self, raw: Mapping[str, Any], variants: tuple[Variant, ...], line: int
    ) -> int | None:
        stock = self._field(raw, "stock", read.to_stock, line)
        counted = [variant.stock for variant in variants if variant.stock is not None]
        if variants and len(counted) == len(variants):
            return sum(counted)
        return stock

    def _rating_count(self, raw: Mapping[str, Any], line: int) -> int:
        count = self._field(raw, "rating_count", read.to_number, line)
        if count is not None and count < 0:
            self._tally.warn("rating_count below 0", line)
        return max(0, int(count or 0))

    def _options(
        self,
        field: str,
        raw: Mapping[str, Any],
        attributes: Mapping[str, str],
        variants: tuple[Variant, ...],
        marks: tuple[str, ...],
    ) -> tuple[str, ...]:
        """Colours or sizes: of their own column, else of an attribute; then of the variants."""
        rule = self._mapping.fields.get(field)
        value = raw.get(field)
        if read.is_empty(value) and rule is None:
            value = next((v for n, v in attributes.items() if _means(n, field)), None)
        option = field.removesuffix("s")
        found = [
            *read.to_texts(value, (rule.split if rule else ()) or marks, longest=60),
            *(v.options[option] for v in variants if option in v.options),
        ]
        return read.to_texts(found)


def _blocks(value: Any) -> tuple[tuple[str, bool], ...]:
    if isinstance(value, list | tuple):
        value = "\n\n".join(map(read.to_text, value))
    return clean_blocks(value if isinstance(value, str) else read.to_text(value))


def _means(attribute: str, field: str) -> bool:
    found = field_of(attribute)
    return found is not None and found[0] == field


def _lowest(price: Decimal | None, variants: tuple[Variant, ...]) -> Decimal | None:
    priced = [v.price if v.price is not None else price for v in variants]
    return min((p for p in priced if p is not None), default=price)


def _texts(value: Any) -> dict[str, dict[str, str]]:
    if not isinstance(value, Mapping):
        return {}
    return {
        str(language): {str(name): clean_line(read.to_text(text)) for name, text in texts.items()}
        for language, texts in value.items()
        if isinstance(texts, Mapping)
    }
