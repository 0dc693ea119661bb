"""The assistant's texts in a shop's own words: what may be changed, and what is refused."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.reply.texts import defaults, fault, faults, filled
from assistant.reply.words import Words
from assistant.settings import Settings, load_settings
from assistant.settings_file import save_settings


def test_every_text_of_daogou_s_own_could_be_a_shop_s() -> None:
    own = defaults()
    assert len(own) > 400
    assert faults(own) == {}
    for wordings in own.values():
        for one in wordings:
            assert "{" not in filled(one)


@pytest.mark.parametrize("name", ["say_yes", "limit_max", "for_men", "sort_rating", "more_price"])
def test_what_the_assistant_reads_back_stays_as_it_is(name: str) -> None:
    assert name not in defaults()
    assert "no text" in fault(name, ("Anything",))


@pytest.mark.parametrize(
    ("name", "wording", "said"),
    [
        ("answer_price", "It costs {price}.", "{title} is missing"),
        ("answer_price", "The {title} costs something.", "{price} is missing"),
        ("bye", "Bye, {name}!", "{name} cannot be filled in this text, and none is known"),
        ("answer_price", "{title}: {price} ({stock})", "{stock} cannot be filled in this text; kn"),
        ("answer_price", "{title} {price} {", "Braces stand only around a name"),
        ("answer_price", "{title.__class__} {price}", "Braces stand only around a name"),
        ("answer_price", "{title!r} {price}", "Braces stand only around a name"),
        ("answer_price", "{title:>9} {price}", "Braces stand only around a name"),
        ("bye", "{{really}}", "Braces stand only around a name"),
        ("bye", "{}", "Braces stand only around a name"),
        ("bye", "  ", "one line of 1 to 600"),
        ("bye", "a" * 601, "one line of 1 to 600"),
        ("bye", "Bye\u202egnol os", "one line of 1 to 600"),
    ],
)
def test_a_wording_that_could_lose_or_invent_something_is_refused(
    name: str, wording: str, said: str
) -> None:
    assert said in fault(name, (wording,))


def test_a_part_that_not_every_wording_has_may_be_left_out() -> None:
    # “Hello! … in {shop}.” takes turns with one that does not name the shop.
    assert fault("greeting", ("Good day.", "Good day from {shop}.")) == ""


def test_a_shop_s_wordings_take_turns_and_those_of_other_languages_stay() -> None:
    words = Words("en", {"bye": ("So long.", "See you.")})
    assert [words.say("bye", turn) for turn in range(3)] == ["So long.", "See you.", "So long."]
    assert Words("zh", {"bye": ("So long.",)}).say("bye") == "So long."  # Chinese has none itself
    changed = Words("zh", {"other_language": ("English only.",)})
    assert changed.say("other_language") == Words("zh").say("other_language")


def test_texts_are_saved_read_again_and_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('# ours\nshop_name = "Maple"\n', "utf-8")
    save_settings(tmp_path, {"texts": {"bye": ["So long."]}})
    save_settings(tmp_path, {"widget_label": "Ask us"})
    kept = load_settings(tmp_path)
    assert (kept.texts, kept.widget_label) == ({"bye": ("So long.",)}, "Ask us")
    assert "# ours" in file.read_text("utf-8")
    save_settings(tmp_path, {"texts": {}})
    assert load_settings(tmp_path).texts == {}
    assert "texts" not in file.read_text("utf-8")


def test_a_text_in_the_file_that_cannot_be_said_stops_the_start_with_a_sentence(
    tmp_path: Path,
) -> None:
    (tmp_path / "settings.toml").write_text('[texts]\nanswer_price = ["Cheap!"]\n', "utf-8")
    with pytest.raises(SettingsError, match=r"text 'answer_price': {price}, {title} are missing"):
        load_settings(tmp_path)
    with pytest.raises(ValueError, match="no text"):
        Settings(texts={"nonsense": ("x",)})
