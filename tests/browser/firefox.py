"""Firefox as it is installed, driven by WebDriver BiDi; Playwright drives none but its own."""

import itertools
import json
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

COMMANDS = ("firefox-esr", "firefox")
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_START_LIMIT = 60.0


class Tab:
    """One tab of Firefox."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._command("session.new", capabilities={})
        self._context = self._command("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, url: str) -> None:
        """Go to an address."""
        self._command("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page; it must be plain."""
        target = {"context": self._context}
        answer = self._command(
            "script.evaluate", expression=expression, target=target, awaitPromise=True
        )
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def wait_for(self, expression: str, seconds: float) -> None:
        """Wait until an expression is true."""
        latest = time.monotonic() + seconds
        while not self.evaluate(f"Boolean({expression})"):
            assert time.monotonic() < latest, f"never true: {expression}"
            time.sleep(0.5)

    def _command(self, method: str, **given: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": given}))
        while True:
            message = json.loads(self._socket.recv(timeout=_START_LIMIT))
            if message.get("id") == number:
                assert message["type"] == "success", message
                result: dict[str, Any] = message["result"]
                return result


@contextmanager
def firefox_tab() -> Iterator[Tab]:
    """A new Firefox that has never been anywhere; the test is skipped where there is none."""
    program = next((found for name in COMMANDS if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Firefox here: apt-get install firefox-esr")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "log"
        profile = Path(folder) / "profile"
        profile.mkdir()
        arguments = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile"]
        with log.open("wb") as out:
            running = subprocess.Popen(
                [program, *arguments, str(profile), "about:blank"], stdout=out, stderr=out
            )
        try:
            with connect(f"{_address(log)}/session", max_size=None) as socket:
                yield Tab(socket)
        finally:
            running.terminate()
            running.wait(timeout=30)


def _address(log: Path) -> str:
    latest = time.monotonic() + _START_LIMIT
    while time.monotonic() < latest:
        if match := _LISTENS.search(log.read_text(encoding="utf-8", errors="replace")):
            return match[1]
        time.sleep(0.2)
    raise RuntimeError("Firefox does not listen")
