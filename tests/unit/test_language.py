"""Languages told apart, and English when unsure."""

import pytest

from assistant.understanding.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("waterproof hiking jacket under $120, not black", "en"),
        ("nike", "en"),
        ("", "en"),
        ("12345 !!", "en"),
        ("café au lait mug", "en"),
        ("red lamp from Åre", "en"),
        ("ich suche eine blaue Jacke", "de"),
        ("Wo ist meine Bestellung?", "de"),
        ("je cherche un manteau rouge", "fr"),
        ("où est ma commande", "fr"),
        ("¿dónde está mi pedido?", "es"),
        ("busco unos zapatos rojos", "es"),
        ("vorrei una lampada per il tavolo", "it"),
        ("procuro uma lâmpada para a mesa", "pt"),
        ("ik zoek een lamp voor mijn bureau", "nl"),
        ("我想买一件红色的外套", "zh"),
        ("有 iPhone 手机壳吗", "zh"),
        ("赤いジャケットはありますか", "ja"),
        ("빨간 자켓 있나요", "ko"),
        ("мне нужна красная куртка", "ru"),
        ("أريد سترة حمراء", "ar"),
    ],
)
def test_detects(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    ["ben@mail.example.com no longer needed", "see https://la.una.de/para and say no"],
)
def test_addresses_are_in_no_language(text: str) -> None:
    assert detect_language(text) == "en"
