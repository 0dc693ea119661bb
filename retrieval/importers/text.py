"""Clean text: no markup, no invisible characters, single spaces."""

import html
import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser

# Control characters other than white space, soft hyphens, zero-width and bidirectional marks,
# lone surrogates, tags: nothing that a shopper could see, and some can disguise what they do see.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<!\[CDATA\[|<(?:script|style)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);?")
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote br caption dd details div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre
        section summary table tbody td tfoot th thead title tr ul
        """,
    )
)
_DROPPED = frozenset(("script", "style", "noscript", "template", "iframe", "object", "svg"))
_END = (".", "!", "?", ":", ";", ",", "…", "。", "！", "？", "：", "；", "，")
_BULLET = re.compile(r"^(?:\s*(?:[•‣▪●◦∙·►▶✓✔★*]|[-–—](?=\s)))+\s*")
# A new line is a break where a new thought starts; else it is where an editor wrapped the text.
_LINE_BREAK = re.compile(r"\n\s*\n|\n(?=\s*(?:[A-Z0-9ÀÖØÞ•‣▪●◦∙·►▶✓✔★*]|[-–—]\s|[^\x00-\u024f]))")
_DEEPEST = 4  # how often markup may be escaped inside markup


def clean_line(text: str) -> str:
    """One line: markup gone, entities decoded, invisible characters removed, single spaces."""
    # Short values, such as those of attributes, come again and again.
    return _remembered(text) if len(text) < _SHORT else _one_line(text)


def _one_line(text: str) -> str:
    if "<" in text or "&" in text:
        return " ".join(block for block, _ in _blocks(text))
    return _plain(text)


_SHORT = 100
_remembered = lru_cache(maxsize=65536)(_one_line)


def clean_blocks(text: str) -> tuple[tuple[str, bool], ...]:
    """Sentences or paragraphs of a text, each with whether it is an item of a list.

    Block tags and line breaks that start a new thought part them; scripts and styles are dropped.
    """
    return tuple(_blocks(text))


def join_sentences(blocks: list[str]) -> str:
    """One running text of several blocks, a full stop put where a block has no end mark."""
    return " ".join(
        block if block.endswith(_END) or place == len(blocks) else block + "."
        for place, block in enumerate(blocks, start=1)
    )


def _blocks(text: str) -> list[tuple[str, bool]]:
    for _ in range(_DEEPEST):
        if not _MARKUP.search(text):
            if not _ENTITY.search(text):
                break
            text = html.unescape(text)  # what comes out may be markup that a feed has escaped
            continue
        text = _strip_tags(text)
    found = []
    for part in _LINE_BREAK.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        if line := _plain(part):
            mark = _BULLET.match(line)
            if mark and len(line) > mark.end():
                found.append((line[mark.end() :], True))
            else:
                found.append((line, False))
    return found


def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(_INVISIBLE.sub("", text).split())


def _strip_tags(text: str) -> str:
    parser = _Stripper()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


class _Stripper(HTMLParser):
    """Text of a piece of HTML; blocks are parted by blank lines, list items start with a bullet."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._dropping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropping.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n\n• " if tag == "li" else "\n\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._dropping:
            while self._dropping.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            # Line ends inside a block are white space in HTML.
            self.parts.append(data.replace("\n", " ").replace("\r", " "))
