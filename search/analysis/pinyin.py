"""Pinyin of Chinese words, and Latin text read as pinyin."""

from functools import cache, lru_cache
from itertools import pairwise

_SYLLABLES = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao
ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui
chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die
ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan
gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen
heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju
juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai
lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve
ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne
nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nun nuo nv nve o ou pa pai pan
pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong
qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang
sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang
shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie
ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin
xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai
zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua
zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""
SYLLABLES = frozenset(_SYLLABLES.split())
MAX_SYLLABLE_LENGTH = 6
MAX_SYLLABLE_SPLITS = 6
MAX_INITIALS = 8


@cache
def _lazy_pinyin():
    from pypinyin import lazy_pinyin  # 60 MB, so only where pinyin is really needed

    return lazy_pinyin


@lru_cache(maxsize=100_000)
def syllables(word: str) -> tuple[str, ...]:
    """One syllable a character (`重庆` → `chong qing`), or the character itself."""
    read = _lazy_pinyin()(word, errors=list)
    return tuple(read) if len(read) == len(word) else tuple(word)


def spell(word: str) -> str:
    return "".join(syllables(word))


def initials(word: str) -> str:
    return "".join(syllable[0] for syllable in syllables(word))


def syllable_bigrams(read: tuple[str, ...] | list[str]) -> list[str]:
    return [a + b for a, b in pairwise(read)]


def initial_tokens(segments: list[str]) -> list[str]:
    """`i:` + initials of each word and of two or three words in a row."""
    word_initials = [initials(word) for word in segments]
    tokens = []
    for start in range(len(word_initials)):
        for end in range(start + 1, min(start + 3, len(word_initials)) + 1):
            token = "".join(word_initials[start:end])
            if 2 <= len(token) <= MAX_INITIALS and token.isascii():
                tokens.append("i:" + token)
    return tokens


@lru_cache(maxsize=10_000)
def syllable_splits(latin: str) -> tuple[tuple[str, ...], ...]:
    """Splits of Latin text into syllables, shortest first, at most six.

    >>> syllable_splits("xian")
    (('xian',), ('xi', 'an'))
    """
    if len(latin) > 48:
        return ()
    splits: list[list[tuple[str, ...]]] = [[()]] + [[] for _ in latin]
    for end in range(1, len(latin) + 1):
        for start in range(max(0, end - MAX_SYLLABLE_LENGTH), end):
            if latin[start:end] in SYLLABLES:
                splits[end] += [(*split, latin[start:end]) for split in splits[start]]
        splits[end].sort(key=len)
        del splits[end][MAX_SYLLABLE_SPLITS:]
    return tuple(splits[-1])


def pinyin_tokens(segments: list[str], override: str = "") -> list[str]:
    """Tokens of the field `py` for one Chinese run, cut into words.

    override: syllables separated by blanks, for brands that the dictionary reads wrongly.
    """
    read = tuple(override.lower().split()) or tuple(s for word in segments for s in syllables(word))
    tokens = syllable_bigrams(read)
    if override:
        tokens.append("i:" + "".join(s[0] for s in read)[:MAX_INITIALS])
    return tokens + initial_tokens(segments)


def other_reading(name: str) -> str:
    """The name with its first ambiguous character in its other reading, separated by blanks:
    `长云` is `zhang yun` and `chang yun`. For names that no dictionary holds; empty without one."""
    from pypinyin import Style, pinyin

    read = list(syllables(name))
    for place, character in enumerate(name):
        readings = pinyin(character, heteronym=True, style=Style.NORMAL)[0]
        if others := [
            reading for reading in readings if reading != read[place] and reading in SYLLABLES
        ]:
            return " ".join([*read[:place], others[0], *read[place + 1 :]])
    return ""
