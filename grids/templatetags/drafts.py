"""What a form needs so that its text is not lost; see components/draft.html."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from grids.pages import lost

register = template.Library()


@register.simple_tag(takes_context=True)
def author(context, page=""):
    """In every form with words in it: whose it is and of which page, signed. See docs/decisions/0004."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', lost.FIELD, lost.author_of(context["request"], page)
    )


@register.simple_tag(takes_context=True)
def drafted(context, page=""):
    """The same in a form whose view opens it with its draft, and where the script keeps what is typed."""
    return format_html(
        '<input type="hidden" name="{}" value="{}" data-draft="{}">',
        lost.FIELD,
        lost.author_of(context["request"], page, has_draft=True),
        reverse("accounts:draft"),
    )
