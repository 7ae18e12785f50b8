from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse, UnreadablePostError
from django.utils.deprecation import MiddlewareMixin


class UploadSizeLimit(FileUploadHandler):
    """First in settings.FILE_UPLOAD_HANDLERS: ends a request whose files together are larger than
    UPLOAD_MAX_BYTES, before they fill the disk. Forms have tighter limits of their own."""

    def __init__(self, request=None):
        super().__init__(request)
        self.taken = 0

    def receive_data_chunk(self, raw_data, start):
        self.taken += len(raw_data)
        if self.taken > settings.UPLOAD_MAX_BYTES:
            raise RequestDataTooBig("The files of this request are too large.")
        return raw_data

    def file_complete(self, file_size):
        return None  # the handlers behind keep the file


class InterruptedUploadMiddleware(MiddlewareMixin):
    """A request whose body breaks off is its sender's error: 408 instead of 500."""

    def process_exception(self, request, exception):
        if isinstance(exception, UnreadablePostError):
            return HttpResponse("the body did not come", status=408, content_type="text/plain")
        return None
