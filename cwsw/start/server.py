"""Start the dashboard on this machine alone and show it in the browser."""

import http.client
import os
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Mapping
from pathlib import Path

from cwsw.paths import APP
from cwsw.start.console import StopError, echo

HOST = "127.0.0.1"
DEFAULT_PORT = 8501
NEXT_PORTS = 20
START_LIMIT = 60.0
"""Seconds the server may take until it answers."""


def serve(python: Path, variables: Mapping[str, str], port: int | None, show: bool) -> int:
    """Run the server until it ends or Ctrl-C; return its exit code. `port` None: first free one."""
    free_port = choose_port(port)
    # A process of its own: it runs in the environment's Python, which need not be this one.
    server = subprocess.Popen(command(python, free_port), cwd=APP, env=variables)
    try:
        _announce(server, free_port, show)
        return server.wait()
    except KeyboardInterrupt:
        echo("\nThe dashboard has stopped.")
        return 0
    finally:
        _end(server)


def command(python: Path, port: int) -> list[str]:
    """The server's command line; flags beat every configuration file and variable."""
    return [
        str(python), "-m", "cwsw.ui.server", "run", "serve_local.py",
        f"--server.address={HOST}",
        f"--server.port={port}",
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
        "--client.showErrorDetails=none",
        "--logger.level=warning",
    ]  # fmt: skip


def choose_port(requested: int | None) -> int:
    """The port asked for, or the first free one from 8501 on. Raises StopError if there is none."""
    if requested is not None:
        if not is_free(requested):
            raise StopError(
                f"Port {requested} is taken or not allowed: choose another with --port, "
                "or leave --port out and a free one is found."
            )
        return requested
    for port in range(DEFAULT_PORT, DEFAULT_PORT + NEXT_PORTS):
        if is_free(port):
            if port != DEFAULT_PORT:
                echo(
                    f"Port {DEFAULT_PORT} is taken, perhaps by a dashboard that is already "
                    f"running: this one uses {port}."
                )
            return port
    raise StopError(
        f"The ports {DEFAULT_PORT} to {DEFAULT_PORT + NEXT_PORTS - 1} are all taken: "
        "stop a program that uses one, or choose another with --port."
    )


def is_free(port: int) -> bool:
    """Whether nothing answers on the port and it can be had."""
    # Asked before it is tried: some systems let a port be had that another program answers on.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.5)
        if probe.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            # A port that a stopped server used a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def can_show(platform: str = sys.platform, variables: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a screen; else a text browser would take the terminal over."""
    return not platform.startswith("linux") or bool(
        variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY")
    )


def _announce(server: subprocess.Popen[bytes], port: int, show: bool) -> None:
    address = f"http://{HOST}:{port}"
    echo("Starting the dashboard")
    if not _wait_until_it_answers(server, port):
        raise StopError("The dashboard did not start; the reason is in the lines above.")
    echo(f"The dashboard is open at {address} on this machine only. Stop it here with Ctrl-C.")
    if show and can_show():
        webbrowser.open(address)


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> bool:
    latest = time.monotonic() + START_LIMIT
    while server.poll() is None and time.monotonic() < latest:
        if _answers(port):
            return True
        time.sleep(0.1)
    return False


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _end(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
