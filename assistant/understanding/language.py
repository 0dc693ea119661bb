"""Which language a message is in, told by its script and its commonest words."""

import re
from collections import Counter

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_PERSIAN = re.compile(r"[پچژگ]")
_LETTERS = re.compile(r"[^\W\d_]")
_NO_WORDS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+")
"""Addresses: their parts are words of other languages ("com", "de")."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SCRIPT_SHARE = 0.3
"""Share of letters in a script that decides; one foreign name in an English message does not."""

_PROFILES = {
    "en": """
        the a an and or is are was were be been am do does did have has had i you he she
        it we they my your his her its our their this that these those for with without
        not no yes of to in on at by from as but if what which who how when where why can
        could will would should show me please want need looking under over some any there
        here just than too very about only hi hello good best cheap new more less order
        buy find give get something anything thanks
    """,
    "de": """
        der die das ein eine einen einem einer eines und oder ist sind war ich du er sie
        es wir ihr mein meine meinen dein für mit ohne nicht kein keine keinen ja nein von
        zu im am auf bei aus als aber wenn was welche welcher welches wie wann wo warum
        kann können haben hast habe hat möchte suche brauche bitte unter über zeig zeigen
        mir mich günstig günstige billig guten tag hallo danke wird werden auch noch gibt
        nach dem den des etwas bestellung gut euro sehr bis
    """,
    "fr": """
        le la les un une des du de et ou est sont je tu il elle nous vous ils mon ma mes
        ton votre pour avec sans pas ne non oui dans sur par que qui quoi quel quelle
        comment quand où pourquoi peux peut pouvez avez avoir ai cherche voudrais veux
        besoin merci bonjour salut moins plus cher très aussi cette ce ces au aux en je
        j'ai d'un d'une s'il plaît montrez montrer moi commande suis trouver c'est bleu
        chaussures
    """,
    "es": """
        el la los las un una unos unas de del y o es son soy está yo tú usted nosotros mi
        mis tu su para con sin no sí en por que qué quién cuál cómo cuándo dónde porque
        puede puedo tiene tengo quiero busco buscando necesito gracias hola menos más
        barato muy también este esta estos mostrar muéstrame me algo pero hay zapatos
        pedido buenos días buenas favor rojo hasta entre
    """,
    "it": """
        il lo la i gli le un uno una di del della dei delle e o è sono io tu lui lei noi
        voi mio mia per con senza non sì in su da che chi quale come quando dove perché
        può posso ha ho vorrei cerco cercando bisogno grazie ciao buongiorno meno più
        molto anche questo questa mostrami mi qualcosa ma c'è scarpe ordine euro sotto
        voglio salve economico rosso avete nero
    """,
    "pt": """
        o a os as um uma uns umas de do da dos das e ou é são eu você ele ela nós meu
        minha seu sua para com sem não sim em no na por que quem qual como quando onde
        porquê pode posso tem tenho quero procuro procurando preciso obrigado obrigada olá
        menos mais barato muito também este esta isso mostre me algo mas há sapatos pedido
        bom dia até gostaria favor estou uma vermelho
    """,
    "nl": """
        de het een en of is zijn was ik jij je hij zij wij jullie mijn jouw voor met
        zonder niet geen ja nee van naar in op bij uit als maar wat welke wie hoe wanneer
        waar waarom kan kunnen heb heeft hebben wil zoek nodig graag bedankt hallo onder
        boven laat zien mij goedkoop goedkope ook deze dit dat er nog iets bestelling
        schoenen goedemorgen dank euro heel tot alstublieft
    """,
}
_WORDS = {language: frozenset(block.split()) for language, block in _PROFILES.items()}
_MARKS = {
    "de": re.compile(r"[äöüß]", re.I),
    "fr": re.compile(r"[çœêèîôûù]|\b[ldjcsn]['’](?=\w)", re.I),
    "es": re.compile(r"[ñ¿¡]", re.I),
    "pt": re.compile(r"[ãõ]", re.I),
}
"""Letters that hardly occur in the other languages here."""


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language; "en" when unsure, as for names, numbers and single words that
    several languages share. Knows ja, ko, zh, ru, uk, ar, fa, he, el, hi and th by script and en,
    de, fr, es, it, pt and nl by their commonest words."""
    sample = _NO_WORDS.sub(" ", text[:2_000])
    letters = len(_LETTERS.findall(sample))
    if not letters:
        return "en"
    for language, script in _SCRIPTS:
        # A character of Chinese or Korean says as much as two or three letters.
        weight = 3 if language in ("zh", "ja", "ko") else 1
        if len(script.findall(sample)) * weight >= _SCRIPT_SHARE * letters:
            if language == "ru" and _UKRAINIAN.search(sample):
                return "uk"
            return "fa" if language == "ar" and _PERSIAN.search(sample) else language
    return _by_words(sample.lower())


def _by_words(text: str) -> str:
    said = Counter(_WORD.findall(text.replace("’", "'")))
    scores = {
        language: float(sum(n for word, n in said.items() if word in words))
        for language, words in _WORDS.items()
    }
    for language, marks in _MARKS.items():
        scores[language] += 1.0 * min(2, len(marks.findall(text)))
    best = max(scores, key=lambda language: scores[language])
    # English needs no proof; another language must be clearly ahead of it.
    sure = scores[best] >= 2 or (scores[best] >= 1 and said.total() <= 2)
    return best if sure and scores[best] > scores["en"] else "en"
