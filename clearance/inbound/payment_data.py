"""Where customs asks for the original data of a payment: answered at once, sent afterwards."""

from django.conf import settings
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from clearance.payment_data import actions
from clearance.payment_data.questions import (
    MAX_REQUEST_BYTES,
    MalformedQuestionError,
    read_question,
)
from clearance.tasks import send_payment_data
from core.background.enqueue import enqueue_on_commit
from core.rate_limits import client_ip, network_of, seconds_to_wait

TAKEN, NOT_TAKEN = "10000", "20000"


def respond(code, message="", status=200):
    now = int(timezone.now().timestamp() * 1000)
    return JsonResponse(
        {"code": code, "message": message, "serviceTime": now},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )


@csrf_exempt  # customs is no browser; what it asks for goes to customs' own address alone
@require_POST
def plat_data_open(request):
    """Customs asks. Answered at once and never with data: those follow by a call of our own."""
    if not settings.PAYMENT_DATA["url"]:
        raise Http404
    if seconds_to_wait("payment_data", network_of(client_ip(request))):
        return respond(NOT_TAKEN, "请求过于频繁", status=429)
    body = request.read(MAX_REQUEST_BYTES + 1)
    if len(body) > MAX_REQUEST_BYTES:
        return respond(NOT_TAKEN, "请求过大", status=413)
    try:
        question = read_question(body)
    except MalformedQuestionError as exc:
        return respond(NOT_TAKEN, f"请求格式错误：{exc}")
    if actions.file_question(question) is None:
        return respond(NOT_TAKEN, "无此订单的支付数据")
    enqueue_on_commit(send_payment_data)
    return respond(TAKEN)
