"""What a form needs so that its text is not lost; see components/draft.html."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from grids import lost

register = template.Library()


@register.simple_tag(takes_context=True)
def author(context, page=""):
    """Whose form this is and of which page, signed; and where the script keeps what is typed."""
    request = context["request"]
    return format_html(
        '<input type="hidden" name="{}" value="{}" data-draft="{}">',
        lost.FIELD,
        lost.author_of(request, page),
        reverse("accounts:draft"),
    )
