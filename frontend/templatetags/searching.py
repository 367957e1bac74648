"""Tags of the pages of the search."""

from django import template
from django.utils.translation import get_language

from consult.consultations.models import Consultation, ConsultationText
from consult.consultations.queries import text_in

register = template.Library()


@register.simple_tag
def title_of(consultation: Consultation) -> ConsultationText:
    """What a consultation is called, in the language of the page if it can be."""
    return text_in(consultation, get_language() or "id")
