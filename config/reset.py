"""What `make demo-reset` does: throw the embedded database away and load the demo data anew."""

import os
import shutil
import subprocess
import sys

from config.embedded import ServerError
from config.run import only_one
from config.servers import KEYS, ROOT, Servers, ensure, var_dir


def main() -> str | int:
    if os.environ.get("DATABASE_URL"):
        return "make demo-reset throws a database away, so it works on the embedded one only: unset DATABASE_URL."
    try:
        with only_one("make demo-reset"):
            empty()
            with ensure():
                return subprocess.run([sys.executable, "-m", "config.prepare"], cwd=ROOT, check=False).returncode
    except ServerError as error:
        return str(error)


def empty() -> None:
    """Data, files and keys go together: without the keys the rest could not be read."""
    servers = Servers(var_dir())
    with servers.alone():
        for server in servers.servers:
            server.stop()
            shutil.rmtree(server.data, ignore_errors=True)
        shutil.rmtree(servers.var / "files", ignore_errors=True)
        for name in (KEYS, "has-data"):
            (servers.var / name).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
