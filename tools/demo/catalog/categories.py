from catalog.models import Brand, Category
from tools.demo.content import table


def seed_categories():
    known = {category.slug: category for category in Category.objects.all()}
    for row in table("categories"):
        if row["slug"] in known:
            continue
        names = {name: row[name] for name in ("slug", "name_zh", "name_en")}
        parent = Category.objects.filter(slug=row["parent"]).first() if row["parent"] else None
        parent.add_child(**names) if parent else Category.add_root(**names)


def seed_brands():
    known = set(Brand.objects.values_list("slug", flat=True))
    Brand.objects.bulk_create(
        Brand(
            slug=row["slug"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            aliases=row["aliases"].split(";") if row["aliases"] else [],
        )
        for row in table("brands")
        if row["slug"] not in known
    )
