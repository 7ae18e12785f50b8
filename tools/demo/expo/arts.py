"""The kinds of goods that have a picture, and how each is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Art:
    """How one kind of goods is shown: the illustration (or the emblem of a pack) on its podium."""

    code: str
    tint: str
    size: int = 430
    turn: int = 0
    base: str = "low"
    shape: str = ""
    beside: tuple = ()


ARTS = {
    # mother and baby
    "milk-powder": Art("1f95b", "#c6d8e2", shape="tin"),
    "goat-milk-powder": Art("1f410", "#dfd6c2", shape="tin"),
    "baby-bottle": Art("1f37c", "#cfdccb", 470, 18),
    "baby-nappies": Art("1f476", "#d8e0ea", shape="box", base="wide"),
    "baby-food": Art("1f963", "#dfe0c4", 430),
    # health
    "vitamins": Art("1f34a", "#f0cda3", shape="bottle"),
    "fish-oil": Art("1f41f", "#b8cfdf", shape="bottle"),
    "capsules": Art("1f48a", "#b8d6d3", 400, base="steps"),
    "herbal": Art("1f33f", "#c5d6bd", shape="bottle"),
    # food
    "honey": Art("1f36f", "#e6c583", 440),
    "chocolate": Art("1f36b", "#c9b3a2", 440, base="wide"),
    "biscuits": Art("1f36a", "#dfcfb4", 410, base="wide"),
    "biscuit-tin": Art("1f36a", "#d9c0a6", shape="tin"),
    "candy": Art("1f36c", "#ecc9c2", 420, base="steps"),
    "nuts": Art("1f95c", "#dcc7a4", shape="pouch"),
    "cheese": Art("1f9c0", "#ead9a0", 420, base="wide"),
    "butter": Art("1f9c8", "#efe0ae", 400, base="wide"),
    "milk": Art("1f95b", "#c6d8e2", 430),
    "olive-oil": Art("1fad2", "#c9d3ae", 400, base="steps"),
    "pasta": Art("1f35d", "#e2c9b0", 420, base="wide"),
    "preserves": Art("1f352", "#e3bcbc", shape="tin"),
    "blueberries": Art("1fad0", "#c5c4dd", 410, base="wide"),
    "avocado": Art("1f951", "#cbd6b4", 420),
    "kiwi": Art("1f95d", "#ccd9ab", 410),
    "shrimp": Art("1f990", "#e9c3b0", 440, base="wide"),
    "steak": Art("1f969", "#dfc0bb", 420, base="wide"),
    # coffee, tea, wine
    "coffee": Art("2615", "#b9c6bd", 420, base="wide"),
    "coffee-beans": Art("2615", "#b79f8a", shape="pouch"),
    "tea": Art("1f375", "#cbd8c3", 420, base="wide"),
    "teapot": Art("1fad6", "#e3bdbb", 440, base="wide"),
    "tea-tin": Art("1f33f", "#b9cbb4", shape="tin"),
    "wine": Art("1f377", "#cfc0cf", 500, base="steps"),
    "sparkling": Art("1f37e", "#d3d6bd", 500),
    "beer": Art("1f37a", "#e5d1a2", 470),
    # beauty and care
    "lotion": Art("1f9f4", "#e9c9bf", 470),
    "face-cream": Art("1fad9", "#d3dfe2", 420, base="steps"),
    "cleanser": Art("1f4a7", "#bfd6e2", shape="tube"),
    "sunscreen": Art("1f33b", "#f0d9a6", shape="tube"),
    "lipstick": Art("1f484", "#e5b9bd", 440, base="steps"),
    "nail-colour": Art("1f485", "#dccbe2", 440),
    "mirror": Art("1fa9e", "#ecd6b4", 450),
    "shampoo": Art("1f338", "#e6c9d6", shape="bottle"),
    "comb": Art("1faae", "#cfc7dd", 440),
    "soap": Art("1f9fc", "#e6cfe0", 410),
    "toothbrush": Art("1faa5", "#bcd9d8", 430),
    "toothpaste": Art("1f9b7", "#c4dde0", shape="tube"),
    "razor": Art("1fa92", "#c2d0e0", 430),
    "candle": Art("1f56f-fe0f", "#e8d9c0", 450, base="steps"),
    # bags, watches, wear
    "bag": Art("1f45c", "#d8c6b4", 440, base="wide"),
    "clutch": Art("1f45d", "#e8cabd", 440, base="wide"),
    "backpack": Art("1f392", "#e2bac0", 460),
    "suitcase": Art("1f9f3", "#bccfe2", 470),
    "watch": Art("231a", "#b9c4d6", 470, base="steps"),
    "sunglasses": Art("1f576-fe0f", "#c7cbe0", 470, base="wide"),
    "spectacles": Art("1f453", "#c3d7e0", 460, base="wide"),
    "ring": Art("1f48d", "#cdd3e4", 430, base="steps"),
    "gemstone": Art("1f48e", "#bdd6e6", 420, base="steps"),
    "beads": Art("1f4ff", "#edcdb2", 430),
    "sneakers": Art("1f45f", "#d2d0de", 450, base="wide"),
    "boots": Art("1f97e", "#e1cba3", 440, base="wide"),
    "coat": Art("1f9e5", "#e3d0b3", 470),
    "dress": Art("1f457", "#bccdea", 470),
    "scarf": Art("1f9e3", "#e6b9bb", 430, base="wide"),
    "wool": Art("1f9f6", "#bdcfe3", 420),
    # home
    "pan": Art("1f373", "#c4c3d3", 450, base="wide"),
    "knife": Art("1f52a", "#cdd0db", 450),
    "bedding": Art("1f6cf-fe0f", "#c1c9e2", 450, base="wide"),
    "chair": Art("1fa91", "#d6c1b3", 470),
    "lamp": Art("1f4a1", "#efdfae", 440),
    # electronics
    "headphones": Art("1f3a7", "#d0d2db", 450, base="steps"),
    "camera": Art("1f4f7", "#cbced4", 440, base="wide"),
    "keyboard": Art("2328-fe0f", "#ccd2da", 460, base="wide"),
    # toys, sport, pets
    "bear": Art("1f9f8", "#d5cbb2", 450),
    "puzzle": Art("1f9e9", "#cfdfb9", 420),
    "toy-car": Art("1f697", "#e4bfbd", 440, base="wide"),
    "abacus": Art("1f9ee", "#edd0b6", 430),
    "football": Art("26bd", "#bfd2e6", 410, base="steps"),
    "racket": Art("1f3be", "#e7c0c6", 460),
    "skateboard": Art("1f6f9", "#cdc7d6", 440, base="wide"),
    "scooter": Art("1f6f4", "#bfdbe8", 470),
    "dog-food": Art("1f436", "#e4cdb2", shape="pouch"),
    "cat-food": Art("1f431", "#efd5a8", shape="pouch"),
    "pet-chew": Art("1f9b4", "#d6d6d9", 430, base="wide"),
}
