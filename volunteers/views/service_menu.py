"""What may be ordered in one's own area: the way, the skill, how hard it is, and where it can be ordered."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids.models import Area
from volunteers import rules
from volunteers.models import ServiceItem
from volunteers.order_enums import Channel


@never_cache
@require_safe
def index(request):
    """Of the first area in which one sees volunteers."""
    reach = next(iter(request.user.scope.where(rules.READ)), None)
    area = Area.objects.visible_to(request.user).filter(pk=reach.area_id).first() if reach else None
    items = ServiceItem.objects.offered_in(area).select_related("skill").order_by("order", "code") if area else ()
    context = {
        "area": area,
        "rows": [
            {
                "label": item.label,
                "mode": item.get_mode_display(),
                "skill": item.skill.label if item.skill else "",
                "difficulty": item.get_difficulty_display(),
                "span": item.get_span_display(),
                "channels": [str(Channel(channel).label) for channel in item.channels],
                "fixed": item.fixed,
            }
            for item in items
        ],
        "tab": "orders",
    }
    return render(request, "volunteers/order_menu.html", context)
