"""Headless Chromium, controlled with selenium, and a web server on loopback."""

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from readers.conftest import need

_QUIET = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --window-size=1280,900
    --disable-background-networking --disable-component-update --disable-sync
    --disable-dev-shm-usage
""".split()


@contextmanager
def chromium(profile: Path) -> Iterator[Chrome]:
    """A browser with a new profile that logs its requests and console messages."""
    need("chromium", "chromedriver")
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (*_QUIET, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        driver.set_script_timeout(60)
        yield driver
    finally:
        driver.quit()


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - the server's own signature
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a web server for the folder."""
    handler = partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def log(driver: Chrome, kind: str) -> list[dict[str, Any]]:
    """Log entries since the last call: `browser` is the console, `performance` the protocol."""
    return driver.get_log(kind)  # type: ignore[no-untyped-call,no-any-return] # selenium has no type


def requests(driver: Chrome) -> list[str]:
    """The addresses that pages have requested since the last call, without `data:` addresses.

    Requests of the browser's own pages, such as its start page, are left out.
    """
    events = [json.loads(entry["message"])["message"] for entry in log(driver, "performance")]
    addresses = [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and not event["params"]["documentURL"].startswith("chrome:")
    ]
    return [address for address in addresses if not address.startswith("data:")]


def emulate(driver: Chrome, command: str, **parameters: Any) -> Any:  # noqa: ANN401 - the protocol's
    """Run a command of the DevTools protocol and return its result."""
    return driver.execute_cdp_cmd(command, parameters)
