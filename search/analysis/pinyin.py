"""Pinyin of Chinese words, and latin letters read as pinyin."""

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
LONGEST_SYLLABLE = 6
MOST_SPLITTINGS = 6
MOST_INITIALS = 8


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


def initial_tokens(words: list[str]) -> list[str]:
    """`i:` + initials of each word and of two or three words in a row."""
    letters = [initials(word) for word in words]
    found = []
    for start in range(len(letters)):
        for end in range(start + 1, min(start + 3, len(letters)) + 1):
            token = "".join(letters[start:end])
            if 2 <= len(token) <= MOST_INITIALS and token.isascii():
                found.append("i:" + token)
    return found


@lru_cache(maxsize=10_000)
def splittings(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read the letters as syllables, shortest first, at most six.

    >>> splittings("xian")
    (('xian',), ('xi', 'an'))
    """
    if len(letters) > 48:
        return ()
    ways: list[list[tuple[str, ...]]] = [[()]] + [[] for _ in letters]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            if letters[start:end] in SYLLABLES:
                ways[end] += [(*way, letters[start:end]) for way in ways[start]]
        ways[end].sort(key=len)
        del ways[end][MOST_SPLITTINGS:]
    return tuple(ways[-1])


def pinyin_tokens(words: list[str], override: str = "") -> list[str]:
    """Tokens of the field `py` for one Chinese run, cut into words.

    override: syllables parted by blanks, for brands which are read otherwise than written.
    """
    read = tuple(override.lower().split()) or tuple(s for word in words for s in syllables(word))
    tokens = syllable_bigrams(read)
    if override:
        tokens.append("i:" + "".join(s[0] for s in read)[:MOST_INITIALS])
    return tokens + initial_tokens(words)


def other_reading(name: str) -> str:
    """The name with its first ambiguous character read the other way, syllables parted by blanks:
    `长云` is `zhang yun` and `chang yun`. For names that no dictionary holds; empty without one."""
    from pypinyin import Style, pinyin

    read = list(syllables(name))
    for place, character in enumerate(name):
        ways = pinyin(character, heteronym=True, style=Style.NORMAL)[0]
        if others := [way for way in ways if way != read[place] and way in SYLLABLES]:
            return " ".join([*read[:place], others[0], *read[place + 1 :]])
    return ""
