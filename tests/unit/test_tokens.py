"""Signed identity: what the shop's login vouches for."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from assistant.desk.tokens import sign, signed_customer

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TOKEN = sign("mei.kovacs_8020", "secret", NOW + timedelta(minutes=5))


def test_a_token_names_the_customer_whose_id_has_dots() -> None:
    assert signed_customer(TOKEN, "secret", NOW) == "mei.kovacs_8020"
    assert signed_customer(TOKEN.rstrip("="), "secret", NOW) == "mei.kovacs_8020"


def test_a_token_runs_out() -> None:
    assert signed_customer(TOKEN, "secret", NOW + timedelta(minutes=6)) is None


def test_another_secret_or_none_vouches_for_nobody() -> None:
    assert signed_customer(TOKEN, "other", NOW) is None
    assert signed_customer(sign("c", "", NOW + timedelta(1)), "", NOW) is None


@pytest.mark.parametrize("change", [(b"mei", b"eva"), (b"8020", b"8021")])
def test_a_changed_token_vouches_for_nobody(change: tuple[bytes, bytes]) -> None:
    forged = base64.urlsafe_b64encode(base64.urlsafe_b64decode(TOKEN).replace(*change)).decode()
    assert signed_customer(forged, "secret", NOW) is None


@pytest.mark.parametrize("junk", ["", "x", "....", "é", base64.urlsafe_b64encode(b"a.b").decode()])
def test_junk_vouches_for_nobody(junk: str) -> None:
    assert signed_customer(junk, "secret", NOW) is None
