"""What a follow-up changes about the search."""

import pytest

from assistant.types import Refinement
from assistant.understanding.refinement import parse_refinement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cheaper please", Refinement(cheaper=True)),
        ("a bit cheaper", Refinement(cheaper=True, slight=True)),
        ("slightly bigger", Refinement(relative=(("size", 1),), slight=True)),
        ("that's too expensive", Refinement(cheaper=True)),
        ("not too expensive", Refinement(cheaper=True)),
        ("cheaper than 40", Refinement()),
        ("the cheapest", Refinement()),
        ("something more expensive", Refinement(dearer=True)),
        ("nothing more expensive", Refinement(cheaper=True)),
        ("show me more", Refinement(more=True)),
        ("more", Refinement(more=True)),
        ("anything else?", Refinement(more=True)),
        ("more than 50", Refinement()),
        ("show me more like the second one", Refinement(similar=True)),
        ("something similar", Refinement(similar=True)),
        ("forget the brand", Refinement(drop=("brands",))),
        ("any colour is fine", Refinement(drop=("colours",))),
        ("colour doesn't matter", Refinement(drop=("colours",))),
        ("remove the price limit", Refinement(drop=("price",))),
        ("money is no object", Refinement(drop=("price",))),
        ("I don't care about the brand or anything", Refinement(drop=("brands",))),
        ("start over", Refinement(drop=("all",), restart=True)),
        ("forget everything I said", Refinement(drop=("all",), restart=True)),
        ("reset", Refinement(drop=("all",), restart=True)),
        ("go back to the lamps", Refinement(back=True)),
        ("ok, back to the jackets please", Refinement(back=True)),
        ("show me the lamps from before", Refinement(back=True)),
        ("the previous search", Refinement(back=True)),
        ("what we looked at earlier", Refinement(back=True)),
        ("the ones before that", Refinement(back=True)),
        ("I want to send it back to the shop", Refinement()),
        ("can I give this back", Refinement()),
        ("a backpack to go with it", Refinement()),
        ("same but for kids", Refinement()),
        ("clear all filters", Refinement(drop=("all",))),
        ("also in red", Refinement(also=True)),
        ("or brown", Refinement(also=True)),
        ("add it to my cart", Refinement()),
        ("bigger", Refinement(relative=(("size", 1),))),
        ("do you have a smaller one", Refinement(relative=(("size", -1),))),
        ("something lighter", Refinement(relative=(("weight", -1),))),
        ("in a lighter colour", Refinement()),
        ("with longer battery life", Refinement(relative=(("battery", 1),))),
        ("better rated", Refinement(relative=(("rating", 1),))),
        ("a quieter and cheaper one", Refinement(cheaper=True, relative=(("noise", -1),))),
        ("lighter than 2 kg", Refinement()),
        ("actually make it blue", Refinement()),
        ("under 50 instead", Refinement()),
        ("waterproof hiking jacket under $120, not black", Refinement()),
        ("remove the second one from my order", Refinement()),
        ("", Refinement()),
    ],
)
def test_reads_what_changes(text: str, expected: Refinement) -> None:
    assert parse_refinement(text) == expected
