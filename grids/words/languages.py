"""What is kept in Chinese and in English is said in the reader's language."""

from django.utils.translation import get_language


def chosen(chinese, english):
    return english if (get_language() or "").startswith("en") else chinese
