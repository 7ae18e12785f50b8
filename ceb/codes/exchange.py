"""What the exchange platform (DXP) answers about an envelope: papers of 202205, table 7-1."""

from .status import Meaning, StatusWord

TABLE = """
0001 correct 报文格式错误 | The envelope is not well formed
0002 correct 数据包未通过格式验证 | The envelope is not valid
0999 correct 其他格式错误 | Another fault of form
1001 ask_broker 数字签名无效 | The signature is not valid
1002 ask_broker 数字签名过期 | The signature has expired
1003 ask_broker 报文解密错误 | It could not be decrypted
1004 ask_broker 签名与数据不符 | The signature is of other data
1999 ask_broker 其他安全错误 | Another fault of security
2001 ask_broker 接收方不存在 | No such receiver
2002 ask_broker 实际接收方与报文中的接收方不同 | The receiver is not the one named
2999 ask_broker 其他业务逻辑错误 | Another fault of business
3001 resend 平台系统错误 | System error of the platform
3002 resend 远程连接错误 | The platform could not connect
3003 resend 远程连接超时 | The platform's connection timed out
3999 resend 其他系统级错误 | Another system error of the platform
"""


def exchange_word(code: str) -> StatusWord:
    """The words for a ResponseCode; a person is asked about one that is not in the table."""
    known = _WORDS.get(code)
    return known or StatusWord(code, "其他错误", "Another error", "unknown", "ask_broker")


def _words(text: str) -> dict[str, StatusWord]:
    words = {}
    for line in text.strip().splitlines():
        code, step, names = line.split(" ", 2)
        zh, en = names.split(" | ")
        meaning: Meaning = "send_failed" if step == "resend" else "rejected"
        words[code] = StatusWord(code, zh, en, meaning, step)  # type: ignore[arg-type]
    return words


_WORDS = _words(TABLE)
