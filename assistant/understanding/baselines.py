"""What a classifier is compared with, trained on the same examples."""

from collections.abc import Callable, Sequence

import numpy as np

from assistant.understanding.fine_tune import Ints
from retrieval.bert import load_onnx

Classify = Callable[[Sequence[str]], Ints]
"""Texts to (n,) class numbers."""


def tfidf_regression(texts: Sequence[str], labels: Ints) -> Classify:
    """TF-IDF of words and of letters within words, and logistic regression (fitted by SGD)."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import SGDClassifier
    from sklearn.pipeline import make_pipeline, make_union

    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=2),
    )
    pipeline = make_pipeline(
        features, SGDClassifier(loss="log_loss", alpha=1e-5, max_iter=60, random_state=0)
    )
    pipeline.fit(list(texts), labels)
    return lambda new: np.asarray(pipeline.predict(list(new)), np.int64)


def nearest_centroid(texts: Sequence[str], labels: Ints) -> Classify:
    """The class with the nearest mean vector of the base encoder as it comes, by cosine."""
    encoder = load_onnx()
    vectors = encoder(texts)
    classes = np.unique(labels)
    centroids = np.stack([vectors[labels == number].mean(axis=0) for number in classes])
    centroids /= np.linalg.norm(centroids, axis=1, keepdims=True)
    return lambda new: classes[(encoder(new) @ centroids.T).argmax(axis=1)].astype(np.int64)
