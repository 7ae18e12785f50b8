from django.shortcuts import render


def desk_page(request, template, membership, *, at, status=200, **context):
    """A page of the desk. at: the place in its navigation (overview, goods, booth, members, …)."""
    context |= {"membership": membership, "exhibitor": membership.exhibitor, "at": at}
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
