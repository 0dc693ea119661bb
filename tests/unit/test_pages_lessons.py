"""What the page encoder learns from, and what it has learned."""

from assistant.pages.encoder import ENCODER_WEIGHTS, load_page_encoder
from assistant.pages.encoder_training import lesson_pairs
from assistant.pages.lessons import lesson_shops, lesson_topics
from assistant.pages.topics import examples
from assistant.pages.training import development


def test_lessons_share_no_section_and_no_question_with_development() -> None:
    sections = [one for shop in lesson_shops().values() for one in shop]
    asked = {question for one in sections for question in one.questions}
    assert len(sections) > 200
    assert len(asked) > 450
    for passages, questions in development().values():
        assert not asked & {one.question for one in questions}
        assert not {one.text for one in sections} & {one.text for one in passages}


def test_topics_are_read_as_the_classifier_reads_them() -> None:
    topics = lesson_topics()
    read = sorted((one.name, text) for one in topics for text in (*one.questions, *one.said))
    assert read == sorted(examples())
    assert all(one.questions and one.said for one in topics)


def test_headings_nest() -> None:
    (site,) = [one for one in lesson_shops()["workwear"] if "building site" in one.path[-1]]
    assert site.path == ("Orders", "Delivery", "Delivery to a building site")
    assert len(site.questions) == 2


def test_a_section_stands_once_among_the_pairs_of_a_source() -> None:
    pairs = list(lesson_pairs(1))
    for name, sections in lesson_shops().items():
        round_of = [one for one in pairs if one.source == f"{name} 0"]
        assert len(round_of) == len(sections)
        for pair, section in zip(round_of, sections, strict=True):
            assert pair.query in section.questions
            assert section.path[-1] in pair.text
    assert not any(pair.text.startswith(f"{pair.query} ") for pair in pairs)
    assert pairs == list(lesson_pairs(1))


def test_the_shipped_encoder_tells_neighbouring_sections_apart() -> None:
    encode = load_page_encoder().encode
    sections = encode(
        [
            "Lending cost. A locker is 3 francs a day.",
            "Lost keys. A new lock is put in for 40 francs.",
            "Sizes. Skis go into the tall ones.",
        ]
    )
    asked = encode(
        ["what do I pay to keep my bag there", "I can't find my key any more", "does a board fit"]
    )
    assert (asked @ sections.T).argmax(1).tolist() == [0, 1, 2]


def test_int8_is_near_fp32() -> None:
    import torch
    from tokenizers import Tokenizer

    from retrieval.bert import base_model_dir
    from retrieval.bert_torch import load_torch

    texts = [one.questions[0] for one in lesson_shops()["toys"]][:12]
    model = load_torch(ENCODER_WEIGHTS)
    tokenizer = Tokenizer.from_file(str(base_model_dir() / "tokenizer.json"))
    tokenizer.no_padding()
    for text, small in zip(texts, load_page_encoder().encode(texts), strict=True):
        ids = torch.tensor([tokenizer.encode(text).ids])
        with torch.no_grad():
            whole = model(ids, torch.ones_like(ids), torch.zeros_like(ids))[0].numpy()
        assert float(whole @ small) > 0.97
