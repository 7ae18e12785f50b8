from django.http import Http404


def centers(request):
    raise Http404


def center(request, slug):
    raise Http404
