"""The six exhibitors whose goods these are; whatever the desk's own demo knows better, it sets."""

from exhibitors.models import Exhibitor

AGENT = {"agent_code": "4101960A09", "agent_name": "郑州丝路通关服务有限公司（演示）"}
SELLERS = {
    "kiwi": ("蕨谷贸易（新西兰）", "Fernvale Trading New Zealand", "NZ", "4101W0K001"),
    "nordic": ("峡屿生活（挪威）", "Fjellro Living Norway", "NO", "4101W0N002"),
    "maison": ("欧蕊之家（法国）", "Maison Aurèle France", "FR", "4101W0M003"),
    "bergwerk": ("山岳工坊（德国）", "Bergwerk Manufaktur Germany", "DE", "4101W0B004"),
    "hanok": ("韩屋物语（韩国）", "Hanok Story Korea", "KR", "4101W0H005"),
    "andes": ("安第斯风土（智利）", "Andes Terroir Chile", "CL", "4101W0A006"),
}


def seed_sellers():
    """Exhibitors by slug."""
    for slug, (name_zh, name_en, country, customs_code) in SELLERS.items():
        Exhibitor.objects.get_or_create(
            slug=slug,
            defaults={
                "name_zh": name_zh,
                "name_en": name_en,
                "country": country,
                "customs_code": customs_code,
                "customs_name": name_zh,
                **AGENT,
            },
        )
    return {seller.slug: seller for seller in Exhibitor.objects.filter(slug__in=SELLERS)}
