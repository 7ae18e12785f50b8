"""The answer to a document that could not be read (CEB900)."""

from ceb.fields import Group, moment, text

from .shared import GUID, RETURN_STATUS, receipt

MESSAGE_RETURN = Group(
    "MessageReturn",
    "报文校验回执",
    "format error",
    (
        GUID,
        RETURN_STATUS,
        text("returnInfo", "回执信息", 5000, "result text", least=0),
        moment("returnTime", "操作时间", 17, "time"),
        text("oriCopMsgId", "原传输报文编号", 255, "CopMsgId of the original envelope", least=0),
        text("oriMessageType", "原报文类型", 15, "original message type", least=0),
        text("oriBizMessage", "原报文内容", None, "original business message", least=0),
    ),
)
FORMAT_ERROR = receipt(
    "900", "报文格式校验回执", "format error", record=MESSAGE_RETURN, key=("oriCopMsgId",)
)
