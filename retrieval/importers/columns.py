"""Columns found by name: which field a column fills, and how its name reads as an attribute."""

import re
from functools import lru_cache

SYNONYMS: dict[str, str] = {
    "id": """id product_id item_id sku asin uid uniq_id handle article_number article_no
        item_number item_no item_code product_code stock_code part_number article code ref reference
        product_number catalog_number nr artikelnummer artikel_nr referencia codigo référence
        商品id 商品编号 编号 品番 gtin ean upc barcode isbn mpn url_key slug""",
    "title": """title product_title name product_name item_name product item display_name
        item_title short_name headline bezeichnung produktname artikelbezeichnung titel nombre
        título titulo nom titre nome 名称 商品名称 商品名 标题""",
    "brand": """brand brand_name product_brand manufacturer vendor supplier maker make
        marke hersteller marca fabricante marque fabricant merk 品牌 ブランド""",
    "category": """category category_path categories product_category category_name breadcrumb
        breadcrumbs department product_type google_product_category taxonomy category_tree
        category_hierarchy main_category product_group kategorie warengruppe categoria categoría
        catégorie categorie 类目 分类 类别 カテゴリ""",
    "description": """description long_description product_description body body_html
        description_html full_description short_description summary details overview content
        about product_details beschreibung produktbeschreibung langbeschreibung descripcion
        descripción descrizione descrição 描述 商品描述 说明""",
    "bullets": """bullets bullet_points bullet_point features feature key_features highlights
        product_highlight product_highlights about_product about_this_item feature_bullets
        specs_bullets 卖点""",
    "price": """price current_price selling_price unit_price final_price our_price buy_price
        price_amount actual_price product_price regular_price preis verkaufspreis precio prix
        prezzo preço preco prijs pris cena 价格 售价 価格""",
    "list_price": """list_price compare_at_price original_price old_price msrp rrp uvp
        retail_price was_price price_before_discount strike_price mrp recommended_price
        suggested_price statt_preis 原价 市场价""",
    "sale_price": """sale_price special_price discount_price discounted_price offer_price
        promo_price promotional_price reduced_price angebotspreis""",
    "currency": """currency currency_code price_currency iso_currency währung waehrung moneda devise
        货币""",
    "stock": """stock stock_quantity inventory quantity qty inventory_quantity units_in_stock
        quantity_available available_quantity stock_level in_stock availability stock_status
        bestand lagerbestand verfügbarkeit existencias 库存""",
    "rating": """rating average_rating avg_rating stars review_score review_rating mean_rating
        customer_rating star_rating rating_value bewertung valoración 评分""",
    "rating_count": """rating_count ratings_count review_count reviews_count number_of_reviews
        num_reviews reviews no_of_ratings total_reviews ratings_total num_ratings ratings
        number_of_ratings anzahl_bewertungen 评论数""",
    "colours": """colours colors colour color product_colour product_color colour_name color_name
        available_colors color_options base_colour farbe farben couleur colore cor 颜色 カラー""",
    "sizes": """sizes size available_sizes size_name size_options clothing_size grösse größe groesse
        größen taille tailles talla taglia tamanho 尺码 尺寸 サイズ""",
    "image": """image image_url image_link img image_src img_url picture main_image thumbnail
        images image_urls photo primary_image featured_image large_image img_high thumb bild
        bild_url imagen immagine 图片""",
    "added": """added date_added created created_at date_created date_released release_date
        launch_date published_at available_date first_available publish_date
        hinzugefügt 上架时间""",
    "variants": "variants variations options_variants",
    "attributes": "attributes specifications specs properties attribute details_map 属性",
    "texts": "texts translations",
}  # fmt: skip
# Columns that say nothing to a shopper unless a mapping asks for them.
_NOISE = re.compile(
    r"(?:.*(?:url|link|href|image|img|thumb|html|json|seo|meta|slug|created|updated|modified"
    r"|timestamp|hash|token|cost).*|.*_id|id|index|unnamed.*|column \d+|row|rank|position|ean|gtin"
    r"|upc|barcode|isbn|taxable|tax_?(?:class|code|status)|published|visible|visibility|enabled)",
    re.IGNORECASE,
)
_ACRONYMS = {
    str(word).lower(): str(word)
    for word in re.findall(
        r"\S+",
        """
        USB HDMI VGA DVI CPU GPU RAM ROM SSD HDD LED LCD OLED QLED LAN WLAN NFC GPS DVD CD TV PC
        AC DC IP UV EAN UPC SKU ISBN MPN GTIN OEM RMS DPI RPM FSB ECC TDP ID URL UK US EU AWG UPS
        RoHS HDR OS VAT PVC RGB BTU UPF SPF eSATA HP AMD IEEE ISO PAE WxDxH HxWxD
        """,
    )
}


@lru_cache(maxsize=65536)
def field_of(column: str) -> tuple[str, int] | None:
    """The field that a column's name means and its rank, the lower the better; None: none."""
    return _BY_NAME.get(normalised(column))


@lru_cache(maxsize=65536)
def normalised(name: str) -> str:
    """A name without case, separators and namespace: "g:Product_Name" -> "productname"."""
    return re.sub(r"[\W_]", "", name.lower().removeprefix("g:"))


@lru_cache(maxsize=65536)
def is_noise(column: str) -> bool:
    """Whether a column looks like bookkeeping rather than something a shopper asks about."""
    return _NOISE.fullmatch(column) is not None


@lru_cache(maxsize=65536)
def readable_name(name: str) -> str:
    """An attribute's name in words: "usb_2_0_ports__type_a_" -> "USB 2.0 ports (type a)"."""
    if " " not in name.strip():
        name = re.sub(r"(?<=[a-z0-9])([A-Z])(?=[a-z])", lambda m: "_" + m[1].lower(), name)
        name = re.sub(r"_s_(?=_|$)", "(s)_", name)
        name = re.sub(r"__(?=[^_])(.+?)_(?=_|$)", r" (\1) ", name)
        name = re.sub(r"(?<=\d)_(?=\d)", ".", name)
        name = re.sub(r"[_\-]+", " ", name) if "_" in name or name.islower() else name
    name = re.sub(r"\(\s+", "(", re.sub(r"\s+\)", ")", " ".join(name.split())))
    words = re.split(r"([\s()]+)", name)
    text = "".join(_ACRONYMS.get(word.lower(), word) for word in words).strip()
    text = re.sub(r"\b[Ww]i fi\b", "Wi-Fi", text)
    return text if text.startswith("eSATA") else text[:1].upper() + text[1:]


_BY_NAME: dict[str, tuple[str, int]] = {}
for _field_name, _synonyms in SYNONYMS.items():
    for _rank, _synonym in enumerate(_synonyms.split()):
        _BY_NAME.setdefault(normalised(_synonym), (_field_name, _rank))
