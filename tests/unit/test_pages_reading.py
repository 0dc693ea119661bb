"""Reading the shop's pages: each format, and what of a source cannot be used."""

import json
from pathlib import Path

import pytest

from assistant.pages.html import read_html, read_markdown
from assistant.pages.passages import WORDS, passages_of, sentences_of
from assistant.pages.read import read_sources
from assistant.pages.types import Page, Passage, Section


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_one(path: Path) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    passages, problems = read_sources([path])
    assert not problems
    return [(one.path, one.sentences) for one in passages]


def test_markdown_keeps_the_path_of_headings(tmp_path: Path) -> None:
    text = (
        "---\nlayout: page\n---\n# Returns\n\nYou have **30 days**.\n\n## How\n\n### By post\n\n"
        "Print the [label](http://x). Post it.\n\n## Costs\n\n| From | Price |\n|--|--|\n"
        "| abroad | $9 |\n"
    )
    assert read_one(written(tmp_path, "returns.md", text)) == [
        (("Returns",), ("You have 30 days.",)),
        (("Returns", "How", "By post"), ("Print the label.", "Post it.")),
        (("Returns", "Costs"), ("From: abroad, Price: $9.",)),
    ]


def test_a_short_list_reads_on_from_its_introduction_and_a_long_one_stands_by_itself() -> None:
    short = read_markdown("We take:\n\n- cards\n- PayPal.\n", "x")
    assert short.sections[0].blocks == ("We take: cards; PayPal.",)
    long = read_markdown("We take:\n\n- " + "one two three " * 12 + "\n- " + "four " * 40, "x")
    assert len(long.sections[0].blocks) == 3


def test_html_leaves_out_what_is_around_the_page() -> None:
    page = read_html(
        "<html><head><title>Delivery | Shop</title><link rel=canonical href='https://s.example/d'>"
        "<meta name=description content='Costs and times'></head><body><nav>Home</nav>"
        "<main><p>By <b>van</b>.</p><h2 id=cost>Costs</h2><p>Five dollars.</p>"
        "<script>let a</script><details><summary>And abroad?</summary>Nine dollars.</details>"
        "</main><footer>©</footer></body></html>",
        "delivery",
    )
    assert (page.title, page.about, page.url) == (
        "Delivery",
        "Costs and times",
        "https://s.example/d",
    )
    assert page.sections == (
        Section((), ("By van.",)),
        Section(("Costs",), ("Five dollars.",), "cost"),
        Section(("Costs", "And abroad?"), ("Nine dollars.",)),
    )
    links = [one.url for one in passages_of(page)]
    assert links == ["https://s.example/d", "https://s.example/d#cost", "https://s.example/d"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("q.json", '[{"question": "Open?", "answer": "Until 6. Daily.", "topic": "Shop"}]'),
        (
            "q.json",
            '{"faqs": [{"Question": "Open?", "Answer": "Until 6. Daily.", "title": "Shop"}]}',
        ),
        ("q.jsonl", '{"question": "Open?", "answer": "Until 6. Daily.", "category": "Shop"}\n\n'),
        ("q.csv", 'topic,question,answer\nShop,Open?,"Until 6. Daily."\n'),
        ("q.tsv", "question\tanswer\ttopic\nOpen?\tUntil 6. Daily.\tShop\n"),
    ],
)
def test_lists_of_questions_are_pages_by_topic(tmp_path: Path, name: str, content: str) -> None:
    found = read_one(written(tmp_path, name, content))
    assert found == [(("Shop", "Open?"), ("Until 6.", "Daily."))]


def test_an_entry_without_an_answer_is_named_and_the_others_stay(tmp_path: Path) -> None:
    rows = [{"question": "A?", "answer": "Yes."}, {"question": "B?"}]
    passages, problems = read_sources([written(tmp_path, "our-faq.json", json.dumps(rows))])
    assert [one.path for one in passages] == [("Our faq", "A?")]
    assert [one.reason for one in problems] == ["Entry 2 has no answer: give it one."]


def test_guidelines_of_a_retailer_are_sections_of_topics(tmp_path: Path) -> None:
    actions = [{"button": "Ask", "text": "Ask for the colour:", "subtext": ["red", "blue"]}]
    data = {
        "Paint": {
            "description": "all about paint",
            "subflows": {"Wrong Colour": {"instructions": ["It looks wrong."], "actions": actions}},
        }
    }
    passages, _ = read_sources([written(tmp_path, "g.json", json.dumps(data))])
    assert passages == (
        Passage(
            "Paint",
            ("Wrong Colour",),
            ("It looks wrong.", "Ask for the colour:", "red", "blue"),
            "all about paint",
            "g.json",
        ),
    )
    short = written(tmp_path, "kb.json", '{"wrong_colour": ["ask-colour", "send-paint"]}')
    assert read_one(short) == [(("Kb", "Wrong colour"), ("Ask colour; Send paint.",))]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"a": {"subflows": {"p": "x"}}}', "'p' is no object"),
        ('{"a": {"subflows": {"p": {"actions": ["x"]}}}}', "no list of objects"),
        ('{"a": {"subflows": {"p": {"instructions": [{}]}}}}', "no list of texts"),
        ('{"a": {"subflows": {"p": {"actions": [{"text": "x", "subtext": 3}]}}}}', "list of texts"),
    ],
)
def test_a_file_of_another_form_is_left_out_and_the_rest_read(
    tmp_path: Path, content: str, reason: str
) -> None:
    written(tmp_path, "a.json", content)
    written(tmp_path, "b.md", "We deliver.")
    passages, problems = read_sources([tmp_path])
    assert [one.source for one in passages] == ["b.md"]
    assert [one.source for one in problems] == ["a.json"]
    assert reason in problems[0].reason


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    private = written(tmp_path, "private.md", "The safe opens with 1234.")
    pages = tmp_path / "pages"
    written(pages, "delivery.md", "We deliver.")
    (pages / "also.md").symlink_to(pages / "delivery.md")
    (pages / "link.md").symlink_to(private)
    passages, _ = read_sources([pages])
    assert [one.source for one in passages] == ["also.md", "delivery.md"]


def test_pdf_headings_are_told_by_their_letters(tmp_path: Path) -> None:
    passages, problems = read_sources([written(tmp_path, "house.pdf", pdf_of_two_sections())])
    assert not problems
    assert [(one.path, one.text) for one in passages] == [
        (("House rules", "Opening hours"), "We open at nine and close at six on every day."),
        (("House rules", "Dogs"), "Dogs are welcome."),
    ]
    found, _ = read_sources([tmp_path], "https://s.example")
    assert [one.url for one in found] == [f"https://s.example/house.pdf#page={n}" for n in (1, 2)]


def pdf_of_two_sections() -> bytes:
    """Two sheets with a title, two headings, a paragraph of two lines, and a footer each."""
    from io import BytesIO

    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    sheets = (
        (
            ("House rules", 24, 0.9),
            ("Opening hours", 16, 0.8),
            ("We open at nine and close", 10, 0.76),
            ("at six on every day.", 10, 0.743),
            ("Our shop, page 1 of 2", 10, 0.05),
        ),
        (
            ("Dogs", 16, 0.9),
            ("Dogs are welcome.", 10, 0.85),
            ("Our shop, page 2 of 2", 10, 0.05),
        ),
    )
    out = BytesIO()
    with PdfPages(out) as pdf:
        for lines in sheets:
            figure = Figure(figsize=(6, 8))
            for text, size, height in lines:
                figure.text(0.1, height, text, fontsize=size)
            pdf.savefig(figure)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"%PDF-1.4 broken", "is no readable PDF"),
        ("a.json", "{", "is not valid JSON"),
        ("a.json", '{"a": 1}', "neither a list of questions"),
        ("a.jsonl", '{"question": ', "line 1 is not valid JSON"),
        ("a.csv", "x,y\n1,2\n", "no column 'question'"),
        ("a.md", b"\xff\xfe\x00", "is not UTF-8 text"),
        ("a.html", "<html><body></body></html>", "holds no text"),
        ("a.docx", "x", ".docx is none of"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    good = written(tmp_path, "good.md", "# Good\n\nStays.")
    passages, problems = read_sources([written(tmp_path, name, content), good])
    assert [one.path for one in passages] == [("Good",)]
    assert len(problems) == 1
    assert problems[0].reason.startswith(f"{name} was left out: ")
    assert reason in problems[0].reason


def test_a_folder_is_read_with_what_lies_below_it_and_links_are_made(tmp_path: Path) -> None:
    written(tmp_path, "en/b.md", "Only text.")
    written(tmp_path, "logo.png", b"\x89PNG")
    passages, problems = read_sources([tmp_path, tmp_path / "none.md"], "https://s.example/help/")
    assert [(one.page, one.source, one.url) for one in passages] == [
        ("B", "en/b.md", "https://s.example/help/en/b.md")
    ]
    assert [one.reason for one in problems] == ["none.md was left out: No such file or directory."]


def test_a_long_section_is_cut_evenly_at_sentences() -> None:
    sentence = "One two three four five six seven eight nine ten."
    found = passages_of(Page("P", (Section(("H",), (" ".join([sentence] * 12),)),)))
    assert [len(one.sentences) for one in found] == [6, 6]
    assert all(len(one.text.split()) <= WORDS for one in found)
    assert len(passages_of(Page("P", (Section((), (f"{sentence} {sentence}",)),)))) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Lee of No. 5 Main St. answers. Mr. Ray too.", 2),
        ("It costs $4.90, e.g. Here it is free. Yes.", 2),
        ("He said “go.” Then he went.", 2),
        ("运费10元。满88元免邮费。", 2),
        ("No. We deliver.", 2),
        ("  ", 0),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    found = sentences_of(text)
    assert len(found) == count
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
