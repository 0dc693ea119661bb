"""Settings: the file, the environment over it, and sentences for what cannot be used."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import SECRETS, load_settings


def test_defaults_file_and_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().top_shown == 5
    assert load_settings(tmp_path).shop_name == "our shop"
    (tmp_path / "settings.toml").write_text('shop_name = "Maple & Finch"\ntop_shown = 3\n')
    monkeypatch.setenv("DAOGOU_TOP_SHOWN", "4")
    settings = load_settings(tmp_path)
    assert (settings.shop_name, settings.top_shown) == ("Maple & Finch", 4)
    with pytest.raises(ValueError, match="frozen"):
        settings.top_shown = 9


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("top_shown = 0", "top_shown"),
        ('shopname = "x"', "shopname"),
        ("shop_name = ", "not valid TOML"),
        ('currency = "dollars"', "currency"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, toml: str, said: str) -> None:
    (tmp_path / "settings.toml").write_text(toml)
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings(tmp_path)
    assert "settings.toml" in str(caught.value)


@pytest.mark.parametrize("name", SECRETS)
def test_secrets_come_from_the_environment_only(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "twenty-four-or-more-letters"
    monkeypatch.setenv(f"DAOGOU_{name.upper()}", secret)
    assert getattr(load_settings(tmp_path), name) == secret
    assert secret not in repr(load_settings(tmp_path))
    (tmp_path / "settings.toml").write_text(f'{name} = "{secret}"\n')
    with pytest.raises(SettingsError, match=f"DAOGOU_{name.upper()}"):
        load_settings(tmp_path)
