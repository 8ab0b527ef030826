#!/usr/bin/env python
"""Django's commands, with the embedded servers for as long as the command runs where no DATABASE_URL is given."""

import os
import signal
import sys

NEED_NO_SERVER = {"compilemessages", "makemessages", "help", "--help", "-h", "version", "--version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from config.embedded import ServerError
    from config.servers import ensure

    if len(sys.argv) < 2 or sys.argv[1] in NEED_NO_SERVER:
        execute_from_command_line(sys.argv)
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        servers = ensure()
    except ServerError as error:
        sys.exit(str(error))
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    finally:
        servers.stop()


if __name__ == "__main__":
    main()
