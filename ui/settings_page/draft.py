"""A product file as it was understood: first products, columns, what was rejected and mended."""

from assistant.catalogue_draft import KNOWN_COLUMNS, Draft
from retrieval.importers.report import ATTRIBUTE, ImportReport
from retrieval.mapping import FIELDS
from retrieval.types import Product
from ui.markup import picture, price, stock, text
from ui.settings_page.frame import choice, empty, field, form, line_box, section, table, trouble

COLUMN = "column:"
"""Before the name of each menu that says what a column fills."""
_CARDS = 6
_REJECTED = 50
_MOST_COLUMNS = 300
_FORMATS = {"google-tsv": "Google Merchant", "google-xml": "Google Merchant", "jsonl": "JSON Lines",
            "woocommerce": "WooCommerce", "shopify": "Shopify", "parquet": "Parquet"}  # fmt: skip


def preview(draft: Draft, token: str) -> str:
    """All of it, with the ways on: put the columns right, import, or put the file away."""
    report, products = draft.result.report, draft.result.products
    kind = _FORMATS.get(draft.result.format, draft.result.format.upper())
    summary = (
        f"<p><bdi>{text(draft.name, 120)}</bdi> was read as {kind}: {report.read:,} rows, "
        f"<strong>{report.imported:,} products</strong>, {len(report.rejected):,} rejected"
        f"{f', {report.merged:,} merged with an earlier one' if report.merged else ''}.</p>"
    )
    ready = form(
        "/catalogue/import", token, '<button class="st-main">Import these products</button>'
    )
    if not products:
        ready = trouble("There is no product in it: put the columns right below.")
    cards = "".join(map(_card, products[:_CARDS]))
    first = f'<ul class="st-cards" aria-label="First products">{cards}</ul>' if cards else ""
    away = form("/catalogue/drop", token, "<button>Put it away</button>")
    return (
        section(
            "What was understood", f'{summary}{first}<div class="st-actions">{ready}{away}</div>'
        )
        + section("Columns", _columns(draft, token))
        + section("Rejected rows", _rejected(report))
        + (section("Mended", _mended(report)) if report.warnings else "")
    )


def _columns(draft: Draft, token: str) -> str:
    if draft.result.format in KNOWN_COLUMNS:
        return "<p>The columns of such an export are known, so there is nothing to put right.</p>"
    offered = [("", "Leave it out"), (ATTRIBUTE, "An attribute of its own")]
    offered += [(name, _field(name)) for name in FIELDS]
    rows = []
    for column, place in list(draft.places.items())[:_MOST_COLUMNS]:
        name = text(COLUMN + column, 400)
        menu = choice("{name}", place, offered).replace("{about}", "").replace("{name}", name)
        menu = menu.replace("<select ", f'<select aria-label="{text(column, 80)} fills" ', 1)
        rows.append((f"<bdi>{text(column, 80)}</bdi>",
                     f"<bdi>{text(draft.examples.get(column, ''), 90)}</bdi>", menu))  # fmt: skip
    more = len(draft.places) - _MOST_COLUMNS
    told = f"<p>{more:,} more columns stay as they were found.</p>" if more > 0 else ""
    code = line_box("currency", draft.currency, 3)
    return form(
        "/catalogue/mapping", token,
        table("Columns", ("Column", "For example", "Fills"), rows) + told
        + field("currency", "Currency of prices that name none", code, "Such as EUR. Empty: as the"
                " file says.")
        + "<button>Read it again like this</button>",
    )  # fmt: skip


def _rejected(report: ImportReport) -> str:
    if not report.rejected:
        return empty("Every row could be used.")
    rows = (
        (f"{one.line:,}", f"<bdi>{text(one.id, 60)}</bdi>", text(one.reason, 300))
        for one in report.rejected[:_REJECTED]
    )
    more = len(report.rejected) - _REJECTED
    told = f"<p>{more:,} more were rejected.</p>" if more > 0 else ""
    return table("Rejected rows", ("Line", "Id", "Reason"), rows) + told


def _mended(report: ImportReport) -> str:
    rows = (
        (
            text(one.kind, 200),
            f"{one.count:,}",
            ", ".join(f"{line:,}" for line in one.lines if line),
        )
        for one in report.warnings
    )
    return table("Mended", ("What", "Rows", "Lines"), rows)


def _card(product: Product) -> str:
    where = " › ".join(product.category)
    return (
        f'<li class="dg-card">{picture(product)}<div class="dg-facts">'
        f'<p class="dg-brand"><bdi>{text(product.brand, 40)}</bdi></p>'
        f'<h3 dir="auto">{text(product.title, 140)}</h3>'
        f'<p class="dg-muted"><bdi>{text(where, 120)}</bdi></p>'
        f"{price(product)}{stock(product)}</div></li>"
    )


def _field(name: str) -> str:
    return name.replace("_", " ").capitalize()
