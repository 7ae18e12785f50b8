"""The demo's words: each text as a pair, Chinese and English. Firms, people and figures are
invented; nothing here says that a real center opened or that this site clears goods (R-ORG-6)."""
