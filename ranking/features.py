"""Named terms of a query and its candidates: the inputs of the learned layer. Pure functions.

Everything is counted in stemmed words weighted by how rare they are in the catalogue (idf), and
relative to the best candidate, so that terms mean the same in any shop.
"""

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from retrieval.bert import Floats
from retrieval.filters import ProductTable
from retrieval.text import fold, words
from retrieval.types import Candidate

SEARCH_TERMS = (
    "fused",  # reciprocal rank fusion score
    "words",  # BM25 over all text, share of the best candidate's
    "title_words",  # BM25 over the title, likewise
    "wanted_words",  # the same two for the words outside a negation
    "wanted_title_words",
    "meaning",  # cosine of the embeddings, -1..1
    "meaning_gap",  # best candidate's cosine minus this one's
    "word_rank",  # ln of the rank in the keyword list
    "meaning_rank",  # ln of the rank in the dense list
    "title_coverage",  # idf share of the wanted words in the title, 0..1
    "text_coverage",  # ... in all text
    "kind_coverage",  # ... in the category path
    "brand_coverage",  # ... in the brand
    "colour_coverage",  # ... in the colours
    "brand_named",  # 1 when the whole brand is in the query
    "neighbours",  # share of neighbouring query words that are neighbours in the title
    "phrase",  # 1 when the wanted words stand in the title as they are
    "position",  # where the first wanted word stands in the title, 0..1; 1.5: nowhere
    "head_in_title",  # 1 when the last wanted word is in the title
    "head_is_kind",  # 1 when it is in the last node of the category
    "title_length",  # words
    "query_length",  # wanted words
    "unwanted_in_title",  # idf share of the words under a negation in the title
    "unwanted_in_text",  # ... in all text
    "negated",  # 1 when the query has a negation
)
BERT = "bert"
"""The cross-encoder's logit, NaN where it was not asked."""
MEANING = "meaning"
UNRANKED = 400
_NEGATION = re.compile(r"\b(?:without|no|not|non|except|minus)\s+(.*)$")


def split_negation(text: str) -> tuple[str, str]:
    """Wanted and unwanted part of a query: "lamp without cord" -> ("lamp", "cord").

    A query that starts with the negation is taken as a name ("no country for old men").
    """
    folded = fold(text)
    found = _NEGATION.search(folded)
    if not found or not words(folded[: found.start()]):
        return text, ""
    return folded[: found.start()], found.group(1)


@lru_cache(maxsize=100_000)
def word_tuple(text: str) -> tuple[str, ...]:
    """``words`` kept, since the same titles come again and again."""
    return tuple(words(text))


def search_terms(table: ProductTable, query: str, candidates: Sequence[Candidate]) -> Floats:
    """``(len(candidates), len(SEARCH_TERMS))`` float32, in the order of ``SEARCH_TERMS``."""
    if not candidates:
        return np.zeros((0, len(SEARCH_TERMS)), np.float32)
    keyword = table.keyword
    wanted_text, unwanted_text = split_negation(query)
    wanted = list(dict.fromkeys(words(wanted_text))) or ["\0"]
    unwanted = list(dict.fromkeys(words(unwanted_text)))
    rows = np.array([c.row for c in candidates])
    weight = {w: keyword.idf(w) for w in {*wanted, *unwanted}}
    in_text = {w: np.isin(rows, keyword.rows_with(w)) for w in weight}

    def share(some: Sequence[str], have: Container[str]) -> float:
        total = sum(weight[w] for w in some)
        return sum(weight[w] for w in some if w in have) / total if total else 0.0

    wanted_body = keyword.scores(wanted_text)[rows]
    wanted_title = keyword.scores(wanted_text, "title")[rows]
    body_best = max(c.keyword_score for c in candidates) or 1.0
    title_best = max(c.title_score for c in candidates) or 1.0
    wanted_body /= wanted_body.max() or 1.0
    wanted_title /= wanted_title.max() or 1.0
    dense_best = max(c.dense_score for c in candidates)
    pairs = set(pairwise(wanted))
    query_words = set(words(query))
    result = np.zeros((len(candidates), len(SEARCH_TERMS)), np.float32)
    for i, c in enumerate(candidates):
        product = table.products[c.row]
        title = word_tuple(product.title)
        title_set = set(title)
        said = {w for w, hits in in_text.items() if hits[i]}
        kind = {w for node in product.category for w in word_tuple(node)}
        leaf = set(word_tuple(product.category[-1])) if product.category else set()
        brand = set(word_tuple(product.brand))
        colours = {w for colour in product.colours for w in word_tuple(colour)}
        places = [title.index(w) / len(title) for w in wanted if w in title_set]
        result[i] = (
            c.score,
            c.keyword_score / body_best,
            c.title_score / title_best,
            wanted_body[i],
            wanted_title[i],
            c.dense_score,
            dense_best - c.dense_score,
            np.log(c.keyword_rank or UNRANKED),
            np.log(c.dense_rank or UNRANKED),
            share(wanted, title_set),
            share(wanted, said),
            share(wanted, kind),
            share(wanted, brand),
            share(wanted, colours),
            bool(brand) and brand <= query_words,
            len(pairs & set(pairwise(title))) / max(1, len(pairs)),
            " ".join(wanted) in " ".join(title),
            min(places) if places else 1.5,
            wanted[-1] in title_set,
            wanted[-1] in leaf,
            len(title),
            len(wanted),
            share(unwanted, title_set),
            share(unwanted, said),
            bool(unwanted),
        )
    return result
