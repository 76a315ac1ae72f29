"""Nothing leaves: every connection of the running server has both its ends on this machine."""

import sys
from ipaddress import ip_address
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.support import wait_for_app

TABLES = ("tcp", "tcp6", "udp", "udp6")
NOBODY = ("0.0.0.0", "::")  # noqa: S104 - the far end of a socket that only listens


def processes(first):
    """The process and all it has started."""
    found = [first]
    for process in found:
        children = Path(f"/proc/{process}/task/{process}/children")
        found += [int(n) for n in children.read_text().split()] if children.exists() else []
    return found


def address(text):
    """'0100007F:2133' of /proc/net, whose words of 4 bytes are the other way round."""
    data = bytes.fromhex(text.partition(":")[0])
    return ip_address(b"".join(data[n : n + 4][::-1] for n in range(0, len(data), 4)))


def connections(process):
    """(own address, far address) of every internet socket of a process."""
    links = [str(fd.readlink()) for fd in Path(f"/proc/{process}/fd").iterdir() if fd.is_symlink()]
    own = {link[8:-1] for link in links if link.startswith("socket:[")}
    for table in TABLES:
        path = Path(f"/proc/{process}/net/{table}")
        for line in path.read_text().splitlines()[1:] if path.exists() else []:
            cells = line.split()
            if cells[9] in own:
                yield address(cells[1]), address(cells[2])


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_every_connection_of_the_server_stays_on_this_machine(visit, server):
    page = visit(f"{server.url}/what-leaves")
    expect(page.get_by_role("heading", name="What leaves this machine")).to_be_visible()
    seen = []
    for place in ("national", "help"):
        page.goto(f"{server.url}/{place}")
        wait_for_app(page)
        seen += [pair for p in processes(server.process.pid) for pair in connections(p)]
    assert len(seen) > 2
    assert all(near.is_loopback for near, _ in seen)
    assert all(far.is_loopback or str(far) in NOBODY for _, far in seen)
