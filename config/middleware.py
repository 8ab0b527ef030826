"""What happens around every request."""

import logging

from django.db import InterfaceError, OperationalError
from django.shortcuts import render
from redis.exceptions import ConnectionError as BrokerAway

log = logging.getLogger(__name__)


class ServiceAway:
    """Database or broker away: a clear page with 503, and nothing half-done (actions are transactions)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError, BrokerAway) as error:
            return self.answer(request, error)

    def process_exception(self, request, exception):
        if isinstance(exception, (OperationalError, InterfaceError, BrokerAway)):
            return self.answer(request, exception)
        return None

    def answer(self, request, error):
        log.error("a service is away: %s", error)
        answer = render(None, "503.html", status=503)
        answer["Retry-After"] = "10"
        return answer
