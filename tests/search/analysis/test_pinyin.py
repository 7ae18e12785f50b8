from search.analysis.pinyin import initial_tokens, initials, pinyin_tokens, spell, syllable_splits


def test_words_are_read_as_words():
    assert spell("重庆") == "chongqing"
    assert initials("可瑞康") == "krk"


def test_latin_text_is_split_into_syllables_shortest_first():
    assert syllable_splits("keruikang") == (("ke", "rui", "kang"),)
    assert syllable_splits("xian") == (("xian",), ("xi", "an"))
    assert syllable_splits("qwrtp") == ()


def test_a_long_text_has_few_splits():
    assert len(syllable_splits("xianxianxianxianxianxian")) <= 6
    assert syllable_splits("a" * 100) == ()


def test_initials_span_up_to_three_words_and_eight_letters():
    assert initial_tokens(["可瑞康", "婴儿", "奶粉", "片"]) == [
        "i:krk", "i:krkye", "i:krkyenf", "i:ye", "i:yenf", "i:yenfp", "i:nf", "i:nfp",
    ]  # fmt: skip
    assert initial_tokens(["中华人民共和国", "海关"]) == ["i:zhrmghg", "i:hg"]


def test_a_brand_may_be_read_otherwise():
    assert pinyin_tokens([], "le mei") == ["lemei", "i:lm"]
