"""The one place that imports what Streamlit and Starlette do not promise to keep.

`tests/unit/ui/test_streamlit_internals.py` fails when another version of them changes what is used
here. Everything else in `cwsw` imports `streamlit` itself and this module.
"""

from asyncio import AbstractEventLoop, to_thread
from collections.abc import Callable, Collection
from time import monotonic
from typing import Any, Protocol, cast
from weakref import WeakValueDictionary

from google.protobuf.message import DecodeError
from starlette.formparsers import MultiPartParser
from starlette.requests import cookie_parser
from streamlit import config
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.navigation.page import StreamlitPage
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ForwardMsg_pb2 import (
    BackendOperationResponse,
    DeferredFileResponsePayload,
    ForwardMsg,
)
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager, MediaFileMetadata
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.web.cli import main as run_command_line
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

__all__ = [
    "USER_COOKIE_NAME",
    "BackMsg",
    "DecodeError",
    "ForwardMsg",
    "StreamlitPage",
    "UploadedFile",
    "config",
    "cookie_parser",
    "get_cookie_secret",
    "get_cookie_with_chunks",
    "is_host_allowed",
    "run_command_line",
]

_UNLIMITED = 0
_PRINTED = "logger.enableRich"
_HOLDER = "held for its visitor"
"""Stands in the place of a session for files that were made and are waiting to be fetched."""


def keep_uploads_in_memory() -> None:
    """Stop the server from putting uploads above 1 MB into temporary files.

    How large an upload may be is limited by server.maxUploadSize before this matters.
    """
    MultiPartParser.spool_max_size = _UNLIMITED


def print_no_tracebacks() -> None:
    """Have Streamlit log errors, where they are made safe, and not print them with their words."""
    if config.get_option(_PRINTED):
        config.set_option(_PRINTED, False)


def ignore_pages_folder() -> None:
    """Let `app.py` alone say which pages there are, from the first visit on."""
    # Streamlit decides it once, at its first run, by whether there is a folder of that name.
    PagesManager.uses_pages_directory = False


def session_id() -> str:
    """The id of the session whose script runs in this thread; "" outside a run."""
    context = get_script_run_ctx(suppress_warning=True)
    return "" if context is None else context.session_id


def is_serving() -> bool:
    """Whether this is a running server, not a test of a page."""
    return Runtime.exists() and type(Runtime.instance()) is Runtime


# Uploads


def forget_uploads(session: str) -> None:
    """Drop the bytes of every file that a session has uploaded."""
    if is_serving():
        Runtime.instance().uploaded_file_mgr.remove_session_files(session)


# Sessions

_SESSIONS: WeakValueDictionary[str, AppSession] = WeakValueDictionary()


def watch_session() -> None:
    """Watch the session that runs in this thread, so that it can be ended once its tab has gone."""
    session = Runtime.instance().get_app_session(session_id()) if is_serving() else None
    if session is not None:
        _SESSIONS[session.id] = session


def sessions() -> frozenset[str]:
    """The ids of all sessions that are connected or may still come back."""
    return frozenset(info.session.id for info in _manager().list_sessions())


def end_sessions_that_left() -> frozenset[str]:
    """Shut down and empty each session that can no longer come back; return their ids.

    Streamlit drops them only when another session comes or goes.
    """
    storage = cast("MemorySessionStorage", _manager()._session_storage)
    # The cache forgets what is over only when something else is put into it.
    cast("Any", storage._cache).expire()
    alive = sessions()
    expired = [session for name, session in dict(_SESSIONS).items() if name not in alive]
    return frozenset(session.id for session in expired if _end(session))


def _end(session: AppSession) -> bool:
    """Whether a session is over and holds nothing; while its script runs it is only asked to."""
    session.shutdown()
    if session._scriptrunner is not None:
        return False
    # What somebody loaded or typed is in it: it goes now, and not when Python next looks for
    # cycles.
    session.session_state.clear()
    _SESSIONS.pop(session.id, None)
    return True


def run_again(session_ids: Collection[str]) -> None:
    """Run the page of each of these sessions again, and drop those that are not connected."""
    for info in _manager().list_sessions():
        name, session = info.session.id, info.session
        if name not in session_ids:
            continue
        # A lost connection takes no new page: kept, the old one would be shown again when it comes
        # back.
        if _manager().is_active_session(name):
            session.request_rerun(session._client_state)
        else:
            _manager().close_session(name)


def report_script_errors_to(handler: Callable[[Exception], bool]) -> None:
    """Have errors of scripts, fragments and callbacks handled; True shows nothing more of one."""
    manager = _manager()
    manager._on_script_error = handler
    for info in manager.list_sessions():
        info.session._on_script_error = handler


def on_event_loop(work: Callable[[], object]) -> None:
    """Do something in the thread of the server's event loop, where sessions may be touched."""
    loop().call_soon_threadsafe(work)


def loop() -> AbstractEventLoop:
    """The server's event loop."""
    return Runtime.instance()._get_async_objs().eventloop


def _manager() -> WebsocketSessionManager:
    return cast("WebsocketSessionManager", Runtime.instance()._session_mgr)


# Downloads


class OfferedFile(Protocol):
    """A file to give to a browser."""

    @property
    def data(self) -> bytes: ...
    @property
    def name(self) -> str: ...
    @property
    def mime(self) -> str: ...


class DownloadSource(Protocol):
    """What makes the files behind download buttons, when they are pressed."""

    def offer(
        self, session: str, button: str, make: Callable[[], bytes], name: str, mime: str
    ) -> str:
        """The id under which a browser asks for a file."""

    def withdraw(self, session: str, button: str) -> None:
        """Offer a button's file no longer."""

    def make(self, token: str, session: str) -> OfferedFile:
        """The file; raises DownloadError with a sentence for its reader."""


class DownloadError(Exception):
    """No file is given; the message says why, in a sentence for the person who pressed."""


def use_downloads(registry: DownloadSource) -> None:
    """Let a registry of our own keep what download buttons offer and make it when they are pressed.

    Streamlit forgets what a button offers whenever a run of any session ends while the button's own
    page is being run again.
    """

    def add(
        _: MediaFileManager,
        make: Callable[[], bytes],
        mimetype: str | None,
        coordinates: str,
        file_name: str | None = None,
        *,
        element_id: str = "",
    ) -> str:
        button = element_id or coordinates
        return registry.offer(session_id(), button, make, file_name or "", mimetype or "")

    def remove(_: MediaFileManager, coordinates: str, *, element_id: str = "") -> None:
        registry.withdraw(session_id(), element_id or coordinates)

    async def handle(
        _: DeferredFileHandler, request: BackendOperationRequest, session: str
    ) -> BackendOperationResponse:
        answer = BackendOperationResponse(request_id=request.request_id)
        try:
            # In a thread: a PDF takes seconds, in which no other visitor would be answered.
            file = await to_thread(registry.make, request.deferred_file.file_id, session)
        except DownloadError as refused:
            answer.error_msg = str(refused)
            return answer
        url = hold_file(file)
        answer.deferred_file.CopyFrom(DeferredFileResponsePayload(url=url))
        return answer

    replaced = cast("Any", MediaFileManager)
    replaced.add_deferred, replaced.remove_deferred = add, remove
    cast("Any", DeferredFileHandler).handle = handle


_FETCH_WITHIN = 60.0
"""Seconds in which a browser fetches what was made for it; it asks at once."""

_made_at: dict[str, float] = {}


def hold_file(file: OfferedFile) -> str:
    """Keep a file that was made until its browser has had time to fetch it; its address."""
    files = Runtime.instance().media_file_mgr
    with files._lock:
        storage = cast("MemoryMediaFileStorage", files._storage)
        kind = MediaFileKind.DOWNLOADABLE
        name = storage.load_and_get_id(file.data, file.mime, kind, file.name)
        files._file_metadata[name] = MediaFileMetadata(kind)
        # Streamlit deletes what no session holds when any run ends: this holder never ends.
        files._files_by_session_and_coord[_HOLDER][name] = name
        _made_at[name] = monotonic()
        return storage.get_url(name)


def release_fetched(is_all: bool = False) -> bool:
    """Drop files that were not fetched in time; whether there were any."""
    files = Runtime.instance().media_file_mgr
    with files._lock:
        due = monotonic() - _FETCH_WITHIN
        old = [name for name, since in _made_at.items() if is_all or since < due]
        for name in old:
            del _made_at[name]
            files._files_by_session_and_coord[_HOLDER].pop(name, None)
            files._delete_file(name)
    return bool(old)
