"""The demo's pictures, finished, as WebP files; CREDITS.txt says what they are made of.

goods/BRAND-ART.webp      900 px, a kind of goods with its brand
cards/BRAND-ART.webp      the same in 480 px, the size of product cards
centers/, booths/         centers, their shelves, exhibitors' booths
"""

from pathlib import Path

HERE = Path(__file__).parent


def picture(path):
    """Bytes of `goods/tui-bay-honey` and the like."""
    return (HERE / f"{path}.webp").read_bytes()
