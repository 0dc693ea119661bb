"""Prices in every usual notation read back to the exact amount, and impossible ones are refused."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.currencies import COMMA_CURRENCIES, ISO_CODES, currency_code
from retrieval.prices import PriceError, parse_price


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1,299.00", "1299.00", "USD"),
        ("1.299,00 €", "1299.00", "EUR"),
        ("£5", "5", "GBP"),
        ("1 299,00 kr", "1299.00", "SEK"),
        ("1\u00a0299,00\u00a0kr", "1299.00", "SEK"),
        ("1\u202f299,00 €", "1299.00", "EUR"),
        ("USD 19.99", "19.99", "USD"),
        ("19.99 USD", "19.99", "USD"),
        ("US$5", "5", "USD"),
        ("EUR5.00", "5.00", "EUR"),
        ("CHF 1'299.-", "1299", "CHF"),
        ("5,- €", "5", "EUR"),
        ("Rs. 1,29,999", "129999", "INR"),
        ("R$ 1.299,90", "1299.90", "BRL"),
        ("¥1,299", "1299", "JPY"),
        ("１２円", "12", "JPY"),
        ("12,50 zł", "12.50", "PLN"),
        ("1.000.000 ₫", "1000000", "VND"),
        ("$10 - $20", "10", "USD"),
        ("20–10 €", "10", "EUR"),
        ("from $9.99", "9.99", "USD"),
        ("19.99 USD - 29.99 USD", "19.99", "USD"),
        (".99", "0.99", None),
        ("0.999", "0.999", None),
        ("1,299", "1299", None),
        ("1.299 €", "1299", "EUR"),
        ("$1.299", "1.299", "USD"),
        ("  19.99\u200b ", "19.99", None),
    ],
)
def test_usual_notations(text: str, amount: str, currency: str | None) -> None:
    assert parse_price(text) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("-5", "negative price"),
        ("$-5.00", "negative price"),
        ("EUR -5", "negative price"),
        ("($5.00)", "negative price"),
        ("5.00-", "negative price"),
        ("−5", "negative price"),
        (-0.01, "negative price"),
        ("NaN", "price is not a number"),
        (float("nan"), "price is not a number"),
        (float("inf"), "price is not a number"),
        ("cheap", "unreadable price"),
        ("2 for 5", "unreadable price"),
        ("1.2.3", "unreadable price"),
        ("1,2,3", "unreadable price"),
        (True, "unreadable price"),
        ("$5 to €6", "price in two currencies"),
        ("99999999999", "absurd price"),
        (10**12, "absurd price"),
    ],
)
def test_impossible_prices_are_refused_by_kind(value: object, kind: str) -> None:
    with pytest.raises(PriceError) as error:
        parse_price(value)  # type: ignore[arg-type]
    assert error.value.kind == kind


@pytest.mark.parametrize("text", ["", "n/a", "-", "Call for price", "price on request", "TBD"])
def test_texts_that_say_there_is_no_price(text: str) -> None:
    assert parse_price(text) is None


def test_the_shops_currency_settles_signs_and_marks() -> None:
    assert parse_price("$5", currency="CAD") == (Decimal(5), "CAD")
    assert parse_price("5 kr", currency="NOK") == (Decimal(5), "NOK")
    assert parse_price("1.299", currency="EUR") == (Decimal(1299), None)
    assert parse_price("1.299", currency="EUR", decimal_mark=".") == (Decimal("1.299"), None)
    assert parse_price("1,299", decimal_mark=",") == (Decimal("1.299"), None)


def test_cents_and_noise_of_binary_fractions() -> None:
    assert parse_price(4995, cents=True) == (Decimal("49.95"), None)
    assert parse_price("4995", cents=True) == (Decimal("49.95"), None)
    assert parse_price(0.1 + 0.2) == (Decimal("0.30"), None)
    assert parse_price(29.97) == (Decimal("29.97"), None)


def test_currencies_where_one_unit_buys_little_may_have_high_prices() -> None:
    assert parse_price("₫ 50.000.000") == (Decimal(50_000_000), "VND")
    with pytest.raises(PriceError):
        parse_price("$50,000,000")


@pytest.mark.parametrize(
    ("text", "code"),
    [("eur", "EUR"), ("US$", "USD"), ("£", "GBP"), ("Kr.", "SEK"), ("beads", None)],
)
def test_currency_columns(text: str, code: str | None) -> None:
    assert currency_code(text) == code


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


amounts = st.decimals(min_value=0, max_value=9_999_999, places=2)
codes = st.sampled_from(sorted(ISO_CODES))


@settings(deadline=None)
@given(amounts, st.sampled_from(["", ",", " ", "\u00a0", "'"]), codes, st.booleans())
def test_point_notation_round_trip(amount: Decimal, mark: str, code: str, first: bool) -> None:
    whole, _, cents = f"{amount:.2f}".partition(".")
    number = f"{grouped(int(whole), mark)}.{cents}"
    text = f"{code} {number}" if first else f"{number} {code}"
    assert parse_price(text) == (amount, code)


@settings(deadline=None)
@given(amounts, st.sampled_from(["", ".", " ", "\u202f"]))
def test_comma_notation_round_trip(amount: Decimal, mark: str) -> None:
    whole, _, cents = f"{amount:.2f}".partition(".")
    assert parse_price(f"{grouped(int(whole), mark)},{cents} €") == (amount, "EUR")


@settings(deadline=None)
@given(st.integers(0, 9_999_999), st.sampled_from(sorted(COMMA_CURRENCIES)))
def test_whole_amounts_with_points_where_commas_are_decimal(amount: int, code: str) -> None:
    assert parse_price(f"{grouped(amount, '.')} {code}") == (Decimal(amount), code)


@settings(deadline=None)
@given(amounts)
def test_negative_amounts_never_pass(amount: Decimal) -> None:
    with pytest.raises(PriceError):
        parse_price(f"-{amount:.2f}")


@settings(deadline=None)
@given(amounts, amounts)
def test_ranges_take_the_low_end(one: Decimal, other: Decimal) -> None:
    assert parse_price(f"${one:.2f} - ${other:.2f}") == (min(one, other), "USD")


@settings(deadline=None)
@given(st.integers(0, 999_999_999))
def test_cents_round_trip(cents: int) -> None:
    assert parse_price(cents, cents=True) == (Decimal(cents) / 100, None)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_gives_a_sane_price_or_a_reason(text: str) -> None:
    try:
        parsed = parse_price(text)
    except PriceError:
        return
    assert parsed is None or 0 <= parsed.amount <= Decimal(10**10)
