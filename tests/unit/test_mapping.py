"""Mapping files: what they can say, and how a mistake in one is explained."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from retrieval.catalogue import product_from_json
from retrieval.errors import CatalogueError
from retrieval.mapping import FieldRule, load_mapping, parse_mapping

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def test_every_way_to_fill_a_field() -> None:
    mapping = parse_mapping(
        tomllib.loads(
            """
            currency = "€"
            [fields]
            id = "sku"
            title = ["brand", "model"]
            description = { columns = ["a", "b"], join = " / " }
            image = { first = ["large", "small"] }
            brand = { constant = "Acme" }
            colours = { attribute = "Colour", split = ["/", ","] }
            price = { column = "cents", unit = "cents" }
            list_price = { column = "old", decimal_mark = "," }
            added = { column = "date", date_order = "dmy" }
            sizes = ""
            """
        )
    )
    assert mapping.currency == "EUR"
    assert mapping.fields["title"] == FieldRule(columns=("brand", "model"))
    assert mapping.fields["description"].join == " / "
    assert mapping.fields["image"] == FieldRule(columns=("large", "small"), first=True)
    assert mapping.fields["brand"].constant == "Acme"
    assert mapping.fields["colours"] == FieldRule(attribute="Colour", split=("/", ","))
    assert mapping.fields["price"].unit == "cents"
    assert mapping.fields["sizes"] == FieldRule()
    assert mapping.attributes is None
    assert mapping.named_columns() >= {"sku", "brand", "model", "large", "old"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[fields]\ntitel = 'x'", "did you mean 'title'"),
        ("[feilds]\nid = 'x'", "did you mean 'fields'"),
        ("[fields]\nid = 3", "must be a table"),
        ("[fields]\nid = { split = ',' }", "needs one of column"),
        ("[fields]\nid = { column = 'a', constant = 'b' }", "needs one of column"),
        ("[fields]\nprice = { column = 'a', unit = 'pence' }", "'whole' or 'cents'"),
        ("[fields]\nprice = { column = 'a', decimal_mark = ';' }", "decimal_mark"),
        ("[attributes]\ninclude = 3", "text or a list of texts"),
        ("[attributes]\nunit = {}", "did you mean 'units'"),
        ("[attributes.units]\nweight = 3", "must be a text"),
        ("currency = 'beads'", "ISO code"),
        ("fields = 'x'", "must be a table"),
    ],
)
def test_mistakes_are_explained(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=message) as error:
        load_mapping(path)
    assert "m.toml" in str(error.value)


def test_missing_and_broken_files(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="Cannot read the mapping"):
        load_mapping(tmp_path / "none.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("[fields", "utf-8")
    with pytest.raises(CatalogueError, match="not valid TOML"):
        load_mapping(broken)


@pytest.mark.parametrize("name", ["esci", "icecat"])
def test_the_examples_are_valid(name: str) -> None:
    mapping = load_mapping(EXAMPLES / f"{name}.toml")
    assert mapping.currency == "USD"
    assert {"id", "title", "price"} <= mapping.fields.keys()


def test_the_reference_in_the_docs_is_valid() -> None:
    text = (EXAMPLES.parent / "import.md").read_text("utf-8")
    toml = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    record = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert toml is not None
    assert record is not None
    assert parse_mapping(tomllib.loads(toml[1])).fields["price"].unit == "cents"
    assert product_from_json(json.loads(record[1])).variants[0].options["size"] == "M"
