"""Django's cache in Valkey, with one client for a process. Django makes one for every key that is asked for."""

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.utils.functional import cached_property


class KeptClient(RedisCacheClient):
    @cached_property
    def _kept(self):
        return super().get_client(write=True)

    def get_client(self, key=None, *, write=False):
        return self._kept


class Cache(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = KeptClient
