"""The unit that pages are measured in: fifty rows as Django's tutorial would show them, behind the same middleware."""

import time

from django.db import connection
from django.shortcuts import render
from django.urls import include, path

from cases.models import Case


class Cost:
    """How many queries an answer took, how long the database and the processor worked on it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        count, seconds = 0, 0.0

        def watch(execute, sql, params, many, context):
            nonlocal count, seconds
            count += 1
            start = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                seconds += time.perf_counter() - start

        start = time.process_time()
        with connection.execute_wrapper(watch):
            answer = self.get_response(request)
        answer["X-Queries"], answer["X-DB-ms"] = count, f"{1000 * seconds:.2f}"
        answer["X-CPU-ms"] = f"{1000 * (time.process_time() - start):.2f}"
        return answer


def unit(request):
    rows = Case.objects.filter(street_id=request.GET["street"]).select_related("category")
    return render(
        request, "bench/unit.html", {"rows": rows.order_by("-reported_at", "-id")[:50], "user": request.user}
    )


urlpatterns = [path("bench/unit/", unit), path("", include("config.urls"))]
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
