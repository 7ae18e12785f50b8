from django.shortcuts import render


def desk_page(request, template, membership, *, status=200, **context):
    """A page of the desk, which no search engine keeps."""
    context |= {"membership": membership, "exhibitor": membership.exhibitor}
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
